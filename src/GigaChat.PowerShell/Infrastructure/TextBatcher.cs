namespace GigaChat.Commands.Infrastructure;

/// <summary>A text with the input it came from.</summary>
/// <param name="Text">The text.</param>
/// <param name="Source">The item of the pipeline, or the path of the file.</param>
internal sealed record TextItem(string Text, object? Source);

/// <summary>Gathers texts for requests of many texts each, limited by number and by length.</summary>
/// <param name="maxTexts">Texts of one request at most.</param>
/// <param name="send">Sends a batch, which is never empty.</param>
internal sealed class TextBatcher(int maxTexts, Action<IReadOnlyList<TextItem>> send)
{
    /// <summary>
    /// Characters of one request at most; a longer text goes alone. Texts of ordinary length stay far below, a hundred whole files do
    /// not.
    /// </summary>
    public const int MaxCharacters = 1024 * 1024;

    private List<TextItem> _items = [];
    private int _characters;

    /// <summary>Takes one more text. A batch that is full, by number or by length, is sent.</summary>
    public void Add(string text, object? source)
    {
        if (_characters + text.Length > MaxCharacters)
            Flush();
        _items.Add(new TextItem(text, source));
        _characters += text.Length;
        if (_items.Count >= maxTexts)
            Flush();
    }

    /// <summary>Sends what was gathered, if anything.</summary>
    public void Flush()
    {
        if (_items.Count == 0)
            return;
        List<TextItem> batch = _items;
        _items = [];
        _characters = 0;
        send(batch);
    }
}
