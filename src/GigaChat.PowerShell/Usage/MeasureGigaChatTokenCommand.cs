using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Models;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Counts the tokens of texts, many in one request.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "GigaChatToken", DefaultParameterSetName = TextSet)]
[OutputType(typeof(TokenCount))]
public sealed class MeasureGigaChatTokenCommand : TextInputCommand
{
    private const int MaxTextsPerRequest = 100;

    private readonly TextBatcher _batcher;
    private int _texts;
    private int _tokens;
    private int _characters;
    private string? _model;

    /// <summary>Creates the cmdlet.</summary>
    public MeasureGigaChatTokenCommand() => _batcher = new TextBatcher(MaxTextsPerRequest, Send);

    /// <summary>The model whose tokens are counted; without it the connection's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AnyModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>Writes the total of all texts instead of each.</summary>
    [Parameter]
    public SwitchParameter Sum { get; set; }

    /// <inheritdoc/>
    protected override void ProcessText(string text, object? source) => _batcher.Add(text, source);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        _batcher.Flush();
        if (Sum && _texts > 0)
        {
            string title = Localized.Format(CmdletMessages.TokenSum, _texts);
            WriteObject(new TokenCount { Text = title, Tokens = _tokens, Characters = _characters, Model = _model });
        }
    }

    private void Send(IReadOnlyList<TextItem> items)
    {
        string[] texts = [.. items.Select(static item => item.Text)];
        object?[] sources = [.. items.Select(static item => item.Source)];
        Try(sources is [var single] ? single : sources, () =>
        {
            CallOptions options = CreateCallOptions();
            IReadOnlyList<TokenCount> counts = Await(token => ActiveConnection.CountTokensAsync(texts, Model, options, token));
            if (Sum)
                Add(counts);
            else
                WriteObject(counts.Select((count, i) => count with { Source = sources[i] }), enumerateCollection: true);
        });
    }

    private void Add(IReadOnlyList<TokenCount> counts)
    {
        _texts += counts.Count;
        _tokens += counts.Sum(static count => count.Tokens);
        _characters += counts.Sum(static count => count.Characters);
        _model ??= counts.Count > 0 ? counts[0].Model : null;
    }
}
