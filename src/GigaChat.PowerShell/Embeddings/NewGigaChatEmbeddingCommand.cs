using System.Management.Automation;
using System.Text;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Turns texts into vectors, in batches, in order.</summary>
[Cmdlet(VerbsCommon.New, "GigaChatEmbedding", DefaultParameterSetName = "Text")]
[OutputType(typeof(Embedding))]
public sealed class NewGigaChatEmbeddingCommand : GigaChatCommand
{
    private readonly List<string> _texts = [];
    private readonly List<object?> _sources = [];
    private OrderedWindow<Batch>? _window;

    /// <summary><para type="description">The texts, or files with one text each.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Text")]
    [AllowEmptyString]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary><para type="description">Text files, one text each. Wildcards are allowed.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary><para type="description">Text files, their names taken letter by letter.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary><para type="description">The encoding of text files without a byte-order mark: a name or a code page.</para></summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <summary><para type="description">The model.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Model { get; set; } = EmbeddingRequest.DefaultModel;

    /// <summary><para type="description">Texts in one request.</para></summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int BatchSize { get; set; } = 100;

    /// <summary><para type="description">Requests at a time; vectors come in the order of the texts.</para></summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary><para type="description">An instruction before each text; some models want one before queries.</para></summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Prefix { get; set; }

    /// <summary><para type="description">Brings each vector to the length 1.</para></summary>
    [Parameter]
    public SwitchParameter Normalize { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _window = new OrderedWindow<Batch>(ThrottleLimit);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path ?? LiteralPath ?? [])
        {
            Try(path, () =>
            {
                foreach (string file in PathResolver.Resolve(this, path, LiteralPath is not null))
                    Try(file, () => AddFile(file));
            });
        }
        object? input = InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject;
        foreach (object? item in input is object?[] array ? array : [input])
            Try(item, () => Add(item is PSObject inner ? inner.BaseObject : item));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Send();
        while (!_window!.IsEmpty)
            WriteOldest();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Cancel();
        if (_window is { IsEmpty: false })
            WaitQuietly(_window.Rest());
        base.Dispose(disposing);
    }

    private void Add(object? item)
    {
        switch (item)
        {
            case null when ParameterSetName != "Text":
                break;
            case FileSystemInfo file:
                AddFile(file.FullName);
                break;
            default:
                Add(item?.ToString() ?? "", item);
                break;
        }
    }

    private void AddFile(string path) => Add(Await(token => TextFile.ReadAsync(path, Encoding, token)), path);

    private void Add(string text, object? source)
    {
        _texts.Add(text);
        _sources.Add(source);
        if (_texts.Count >= BatchSize)
            Send();
    }

    private void Send()
    {
        if (_texts.Count == 0)
            return;
        GigaChatConnection connection = ActiveConnection;
        var options = new CallOptions { Trace = Trace };
        var request = new EmbeddingRequest { Model = Model, Prefix = Prefix, Normalize = Normalize };
        object?[] sources = [.. _sources];
        string[] texts = [.. _texts];
        _texts.Clear();
        _sources.Clear();
        _window!.Start(() => EmbedAsync(), StopToken);
        while (_window.IsReady || _window.IsFull || ThrottleLimit == 1 && !_window.IsEmpty)
            WriteOldest();

        async Task<Batch> EmbedAsync()
        {
            try
            {
                return new Batch(sources, await connection.EmbedAsync(texts, sources, request, options, StopToken).ConfigureAwait(false), null);
            }
            catch (GigaChatException e)
            {
                return new Batch(sources, [], e);
            }
        }
    }

    private void WriteOldest()
    {
        Task<Batch> oldest = _window!.Take();
        Batch batch = Await(_ => oldest);
        if (batch.Error is not null)
            Report(batch.Error, batch.Sources);
        for (int i = 0; i < batch.Outcomes.Count; i++)
        {
            if (batch.Outcomes[i].Value is { } embedding)
                WriteObject(embedding);
            else
                Report(batch.Outcomes[i].Error!, batch.Sources[i]);
        }
    }

    private void Try(object? item, Action action)
    {
        try
        {
            action();
        }
        catch (GigaChatException e)
        {
            Report(e, item);
        }
    }

    private sealed record Batch(object?[] Sources, IReadOnlyList<EmbeddingOutcome> Outcomes, GigaChatException? Error);
}
