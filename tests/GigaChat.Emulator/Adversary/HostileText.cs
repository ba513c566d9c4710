namespace GigaChat.Emulator.Adversary;

/// <summary>Texts that act on a terminal, or hide or reorder other text, where they are shown unchanged.</summary>
public static class HostileText
{
    /// <summary>OSC 52: a terminal that knows it puts the word into the clipboard.</summary>
    public const string Clipboard = "\u001b]52;c;cGxhbnRlZA==\u0007";

    /// <summary>CSI: clears the screen.</summary>
    public const string Clear = "\u001b[2J\u001b[H";

    /// <summary>CSI as one C1 character.</summary>
    public const string C1 = "\u009b31m";

    /// <summary>Turns the writing direction: <c>gpj.exe</c> reads as <c>exe.jpg</c>.</summary>
    public const string Bidi = "\u202egpj.exe\u2066";

    /// <summary>Not seen at all: zero width space, byte order mark, a tag character.</summary>
    public const string Invisible = "\u200b\ufeff\U000e0041";

    /// <summary>What ends or rewrites a line.</summary>
    public const string Lines = "\u2028\u2029\u0085\b\b\b";

    /// <summary>All of them.</summary>
    public const string All = "planted" + Clipboard + Clear + C1 + Bidi + Invisible + Lines;

    /// <summary>Those that a header's value may have in HTTP/1.1 without ending it.</summary>
    public const string InHeader = "planted" + Clipboard + Clear + C1 + Bidi + Invisible;

    /// <summary>The text as the inside of a JSON string, every character escaped.</summary>
    public static string Json(string text) => string.Concat(text.Select(static c => $"\\u{(int)c:x4}"));
}
