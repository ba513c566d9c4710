using System.Management.Automation;
using GigaChat.Commands.Models;

namespace GigaChat.Commands;

/// <summary>Counts the tokens of texts, many in one request.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "GigaChatToken", DefaultParameterSetName = TextSet)]
[OutputType(typeof(TokenCount))]
public sealed class MeasureGigaChatTokenCommand : TextInputCommand
{
    private const int MaxTextsPerRequest = 100;
    private const int MaxCharactersPerRequest = 1024 * 1024;

    private readonly List<string> _texts = [];
    private readonly List<object?> _sources = [];
    private int _characters;

    /// <summary>The model whose tokens are counted; without it the connection's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AnyModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <inheritdoc/>
    protected override void ProcessText(string text, object? source)
    {
        if (_texts.Count > 0 && _characters + text.Length > MaxCharactersPerRequest)
            Send();
        _texts.Add(text);
        _sources.Add(source);
        _characters += text.Length;
        if (_texts.Count >= MaxTextsPerRequest)
            Send();
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Send();

    private void Send()
    {
        if (_texts.Count == 0)
            return;
        string[] texts = [.. _texts];
        object?[] sources = [.. _sources];
        _texts.Clear();
        _sources.Clear();
        _characters = 0;
        Try(sources is [var single] ? single : sources, () =>
        {
            CallOptions options = CreateCallOptions();
            IReadOnlyList<TokenCount> counts = Await(token => ActiveConnection.CountTokensAsync(texts, Model, options, token));
            WriteObject(counts.Select((count, i) => count with { Source = sources[i] }), enumerateCollection: true);
        });
    }
}
