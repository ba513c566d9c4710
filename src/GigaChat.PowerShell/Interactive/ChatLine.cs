namespace GigaChat.Commands.Interactive;

/// <summary>A line of the interactive chat: a question, or a command that begins with a slash.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Argument">The question, or what follows the command; of an unknown command its name.</param>
internal sealed record ChatLine(ChatLineKind Kind, string Argument)
{
    // In Russian as well, so that a command needs no change of the keyboard layout.
    private static readonly Dictionary<string, ChatLineKind> Commands = new(StringComparer.OrdinalIgnoreCase)
    {
        ["exit"] = ChatLineKind.Exit,
        ["quit"] = ChatLineKind.Exit,
        ["выход"] = ChatLineKind.Exit,
        ["clear"] = ChatLineKind.Clear,
        ["сброс"] = ChatLineKind.Clear,
        ["model"] = ChatLineKind.Model,
        ["модель"] = ChatLineKind.Model,
        ["system"] = ChatLineKind.System,
        ["система"] = ChatLineKind.System,
        ["file"] = ChatLineKind.File,
        ["файл"] = ChatLineKind.File,
        ["tool"] = ChatLineKind.Tool,
        ["инструмент"] = ChatLineKind.Tool,
        ["save"] = ChatLineKind.Save,
        ["сохранить"] = ChatLineKind.Save,
        ["load"] = ChatLineKind.Load,
        ["загрузить"] = ChatLineKind.Load,
        ["retry"] = ChatLineKind.Retry,
        ["повтор"] = ChatLineKind.Retry,
        ["tokens"] = ChatLineKind.Tokens,
        ["токены"] = ChatLineKind.Tokens,
        ["help"] = ChatLineKind.Help,
        ["?"] = ChatLineKind.Help,
        ["помощь"] = ChatLineKind.Help,
    };

    // What a person types out of habit; as questions they would be paid for.
    private static readonly Dictionary<string, ChatLineKind> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["exit"] = ChatLineKind.Exit,
        ["quit"] = ChatLineKind.Exit,
        ["выход"] = ChatLineKind.Exit,
        ["cls"] = ChatLineKind.ClearScreen,
        ["clear"] = ChatLineKind.ClearScreen,
    };

    /// <summary>The commands that begin with what was typed, with their slash.</summary>
    public static IEnumerable<string> Complete(string word)
        => Commands.Keys.Where(static name => char.IsLetter(name[0])).Select(static name => "/" + name)
            .Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Reads a line. Two slashes begin a question with one; what has a further slash in its first word, such as
    /// <c>/etc/hosts</c>, is a question too.
    /// </summary>
    public static ChatLine Parse(string line)
    {
        string text = line.Trim();
        if (text.Length == 0)
            return new ChatLine(ChatLineKind.Empty, "");
        if (text[0] != '/')
            return Words.TryGetValue(text, out ChatLineKind word) ? new ChatLine(word, "") : new ChatLine(ChatLineKind.Prompt, text);
        if (text.StartsWith("//", StringComparison.Ordinal))
            return new ChatLine(ChatLineKind.Prompt, text[1..]);

        int end = text.AsSpan().IndexOfAny(' ', '\t');
        string name = end < 0 ? text[1..] : text[1..end];
        if (name.Contains('/', StringComparison.Ordinal))
            return new ChatLine(ChatLineKind.Prompt, text);
        if (!Commands.TryGetValue(name, out ChatLineKind kind))
            return new ChatLine(ChatLineKind.Unknown, "/" + name);
        string argument = end < 0 ? "" : text[end..].Trim();
        return new ChatLine(kind, kind is ChatLineKind.File or ChatLineKind.Save or ChatLineKind.Load ? Unquote(argument) : argument);
    }

    // Paths that are dragged into a terminal or copied from Explorer come in quotes.
    private static string Unquote(string path)
        => path is ['"', .., '"'] or ['\'', .., '\''] && path.Length > 1 ? path[1..^1] : path;
}
