using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Http;

/// <summary>What the body of a refusal says, whatever its form.</summary>
internal sealed record ErrorAnswer
{
    private const int MaxQuoteLength = 300;
    private const int MaxMessageLength = 1900;
    private readonly string? _message;

    /// <summary>The service's own code, where the body has one: the OAuth address answers 1, 4, 5, 6 or 7.</summary>
    public int? Code { get; init; }

    /// <summary>The HTTP status that the body itself names, as the service's do: <c>{"status":…,"message":…}</c>.</summary>
    public int? Status { get; init; }

    /// <summary>The body has a member that is known to hold the reason; otherwise the message is the JSON itself.</summary>
    public bool HasNamedReason { get; init; }

    /// <summary>
    /// The reason, as it may be shown; of a web page its title. Null where the body names none. What has no end is shortened.
    /// </summary>
    public string? Message
    {
        get => _message;
        // U+FFFD stands for what could not be decoded, and is of no use to a reader either.
        init => _message = string.IsNullOrWhiteSpace(value) ? null : VisibleText.Lines(value.Replace('\uFFFD', '?'), MaxMessageLength);
    }

    /// <summary>What the body is.</summary>
    public ErrorBodyForm Form { get; init; } = ErrorBodyForm.Json;

    /// <summary>Whether the answer is of what stands before the service: that itself answers in JSON.</summary>
    public bool IsOfGateway => Form is ErrorBodyForm.Text or ErrorBodyForm.WebPage;

    /// <summary>The reason on one line, shortened where it is long; where none came, words that say so.</summary>
    public string Quote()
    {
        string line = Shorten(Message ?? "");
        return Form switch
        {
            ErrorBodyForm.WebPage when line.Length == 0 => Messages.WebPage,
            ErrorBodyForm.WebPage => Localized.Format(Messages.WebPageTitled, line),
            _ when line.Length == 0 => Messages.ReasonMissing,
            _ => line,
        };
    }

    /// <summary>A text on one line, shortened where it is long.</summary>
    public static string Shorten(string text)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= MaxQuoteLength)
            return line;
        // No half of a surrogate pair at the end.
        int length = char.IsHighSurrogate(line[MaxQuoteLength - 1]) ? MaxQuoteLength - 1 : MaxQuoteLength;
        return line[..length] + "…";
    }
}
