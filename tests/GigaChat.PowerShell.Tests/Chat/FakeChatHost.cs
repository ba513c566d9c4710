using System.Diagnostics.CodeAnalysis;
using System.Text;
using GigaChat.Commands.Chat;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Tests.Chat;

/// <summary>PowerShell for the chat classes: files in memory, and lists instead of streams.</summary>
internal sealed class FakeChatHost : IChatInputHost, IChatOutputHost, IFunctionHost, IHostTextWriter, IItemProgress
{
    private bool _isLineOpen;

    /// <summary>The files that a path names; other paths name themselves.</summary>
    public Dictionary<string, IReadOnlyList<string>> Paths { get; } = [];

    public Dictionary<string, string> Texts { get; } = [];

    public List<(GigaChatException Error, object? Item)> Errors { get; } = [];

    /// <summary>Objects and texts in the order in which they were written.</summary>
    public List<object?> Output { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> Verbose { get; } = [];

    public List<FunctionCall> Calls { get; } = [];

    public string CallResult { get; set; } = "{}";

    public Func<Type, object?, object?> Converter { get; set; } = static (_, value) => value;

    public bool IsVisible { get; set; } = true;

    public (int Begun, int Done, bool IsComplete, bool HasEnded) Progress { get; private set; }

    public CancellationToken StopToken => CancellationToken.None;

    public object? Unwrap(object? item) => item is Wrapper wrapper ? wrapper.Value : item;

    public string FormatObject(object item) => $"<{item}>";

    public string? FindId(object item) => item is Wrapper { Id: { } id } ? id : null;

    public IReadOnlyList<string> ResolvePath(string path, bool literal)
    {
        if (path.Contains("нет", StringComparison.Ordinal))
            throw new GigaChatException(GigaChatErrorKind.FileNotFound, path);
        return !literal && Paths.TryGetValue(path, out IReadOnlyList<string>? files) ? files : [path];
    }

    public bool IsFile(string path) => File.Exists(path);

    public LongTextSource OpenText(string path, Encoding? encoding) => LongTextSource.FromText(ReadText(path, encoding));

    public string ReadText(string path, Encoding? encoding) => Texts[path] + (encoding is null ? "" : $" ({encoding.WebName})");

    public void Try(object? item, Action action)
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

    public void ForEachFile(string[]? paths, string[]? literalPaths, Action<string> process)
        => PathInput.ForEachFile(ResolvePath, Try, paths, literalPaths, process);

    public void RunOrFail(object? item, Action action)
    {
        try
        {
            action();
        }
        catch (GigaChatException e)
        {
            Fail(e, item);
        }
    }

    public void Report(GigaChatException error, object? item) => Errors.Add((error, item));

    [DoesNotReturn]
    public void Fail(GigaChatException error, object? item) => throw new PipelineEndedException(error, item);

    public CallOptions CreateCallOptions(TimeSpan? timeout) => new() { Timeout = timeout };

    public T Await<T>(Func<CancellationToken, Task<T>> work) => work(StopToken).GetAwaiter().GetResult();

    public IEnumerable<T> AwaitEach<T>(Func<CancellationToken, IAsyncEnumerable<T>> work) => work(StopToken).ToBlockingEnumerable();

    public void WaitForShutdown(Task work) => work.Wait(TimeSpan.FromSeconds(20));

    public IHostTextWriter CreateTextWriter() => this;

    /// <summary>The tools that were shown; null where a bar was taken away.</summary>
    public List<ToolCall?> Tools { get; } = [];

    public IItemProgress CreateProgress() => this;

    public void ShowTool(ToolCall? tool) => Tools.Add(tool);

    public object CreateRow(object? input, object? answer) => (input, answer);

    public Array? FindArray(object? value) => value as Array;

    public void WriteObject(object? value, bool enumerate = false)
    {
        if (enumerate && value is object?[] items)
            Output.AddRange(items);
        else
            Output.Add(value);
    }

    public void WriteWarning(string text) => Warnings.Add(text);

    public void WriteVerbose(string text) => Verbose.Add(text);

    public IReadOnlyList<GigaChatFunction> CreateFunctions(IReadOnlyList<object> given) => [.. given.Cast<GigaChatFunction>()];

    public string FormatResult(object? result) => result is null ? "null" : $"\"{result}\"";

    public string ReadSchema(object given) => (string)given;

    public object? ConvertAnswer(Type type, object? value) => Converter(type, value);

    public string Invoke(GigaChatFunction function, FunctionCall call)
    {
        Calls.Add(call);
        return CallResult;
    }

    bool IHostTextWriter.IsLineOpen => _isLineOpen;

    void IHostTextWriter.Begin(object? source, string? prompt) => _isLineOpen = false;

    void IHostTextWriter.Write(string text)
    {
        Output.Add(text);
        _isLineOpen = !text.EndsWith('\n');
    }

    void IHostTextWriter.Finish()
    {
        // Nothing is held back.
    }

    void IHostTextWriter.EndLine()
    {
        if (_isLineOpen)
            Output.Add("\n");
        _isLineOpen = false;
    }

    void IItemProgress.Begin(int items) => Progress = Progress with { Begun = Progress.Begun + items };

    void IItemProgress.CompleteAdding() => Progress = Progress with { IsComplete = true };

    void IItemProgress.Finish(int items) => Progress = Progress with { Done = Progress.Done + items };

    void IItemProgress.Show()
    {
    }

    void IItemProgress.End() => Progress = Progress with { HasEnded = true };
}

/// <summary>An object in a wrapper of its own, as PSObject is one.</summary>
internal sealed record Wrapper(object Value, string? Id = null);

/// <summary>A terminating error.</summary>
internal sealed class PipelineEndedException(GigaChatException error, object? item) : Exception(error.Message)
{
    public GigaChatException Error => error;

    public object? Item => item;
}
