using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>The body of a request to the API or of its answer, for the search for a fault. Those of a sign-in are never reported.</summary>
public sealed record BodyTrace
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Scheme, host and path.</summary>
    public required Uri Address { get; init; }

    /// <summary>It came from the service, instead of going there.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>Its type, as the header names it; null where there is no body.</summary>
    public string? ContentType { get; init; }

    /// <summary>Its size in bytes; null where that is not known.</summary>
    public long? Size { get; init; }

    /// <summary>The text, shortened where it is long; null where it is none: a picture, a file.</summary>
    public string? Text { get; init; }

    /// <summary>A line that says what it is, and the text.</summary>
    /// <returns>The lines, in the user's language.</returns>
    public override string ToString()
    {
        string size = Size is { } bytes ? ByteSize.ToText(bytes) : "?";
        string head = Localized.Format(
            IsAnswer ? Messages.TraceReceived : Messages.TraceSent, Method, Address.GetLeftPart(UriPartial.Path), ContentType ?? "-", size);
        return Text is null ? head : $"{head}\n{Text}";
    }
}
