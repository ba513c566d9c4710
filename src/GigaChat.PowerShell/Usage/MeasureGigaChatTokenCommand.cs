using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Models;

namespace GigaChat.Commands;

/// <summary>Counts the tokens of texts, many in one request.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "GigaChatToken", DefaultParameterSetName = TextSet)]
[OutputType(typeof(TokenCount))]
public sealed class MeasureGigaChatTokenCommand : TextInputCommand
{
    private const int MaxTextsPerRequest = 100;

    private readonly TextBatcher _batcher;

    /// <summary>Creates the cmdlet.</summary>
    public MeasureGigaChatTokenCommand() => _batcher = new TextBatcher(MaxTextsPerRequest, Send);

    /// <summary>The model whose tokens are counted; without it the connection's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AnyModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <inheritdoc/>
    protected override void ProcessText(string text, object? source) => _batcher.Add(text, source);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        _batcher.Flush();
    }

    private void Send(IReadOnlyList<TextItem> items)
    {
        string[] texts = [.. items.Select(static item => item.Text)];
        object?[] sources = [.. items.Select(static item => item.Source)];
        Try(sources is [var single] ? single : sources, () =>
        {
            CallOptions options = CreateCallOptions();
            IReadOnlyList<TokenCount> counts = Await(token => ActiveConnection.CountTokensAsync(texts, Model, options, token));
            WriteObject(counts.Select((count, i) => count with { Source = sources[i] }), enumerateCollection: true);
        });
    }
}
