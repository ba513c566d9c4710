using System.Net.Http.Headers;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Http;

/// <summary>
/// Texts from outside as values of headers. The framework's own check refuses Cyrillic, so it is left out here; without any check a
/// line break in a value would end the header, and begin another one or a second request with the user's token.
/// </summary>
internal static class HeaderText
{
    /// <summary>The most characters of a value. Those of the service are UUIDs; gateways refuse long headers.</summary>
    public const int MaxLength = 256;

    // Real ones have about 1,200 characters.
    private const int MaxTokenLength = 16 * 1024;

    /// <summary>Whether it can be a header's value: one line of visible characters.</summary>
    public static bool IsUsable(string value) => value.Length <= MaxLength && VisibleText.IsPlain(value);

    /// <summary>Adds a header; nothing where there is no value.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>: it can be no header.</exception>
    public static void Add(HttpHeaders headers, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        Validate(value);
        headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>Copies the headers of an answer's content to what takes its place.</summary>
    /// <param name="from">As they came: what the service or a gateway sent is no business of the framework's check.</param>
    /// <param name="to">Where they are added.</param>
    /// <param name="except">Names that are left out.</param>
    public static void Copy(HttpContentHeaders from, HttpContentHeaders to, params ReadOnlySpan<string> except)
    {
        foreach ((string name, IEnumerable<string> values) in from)
        {
            if (!except.Contains(name))
                to.TryAddWithoutValidation(name, values);
        }
    }

    /// <summary>Refuses what can be no header.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>.</exception>
    public static void Validate(string? value)
    {
        if (value is not null && !IsUsable(value))
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(ConnectionMessages.HeaderUnusable, MaxLength));
    }

    /// <summary>Whether it can be a token: printable ASCII without blanks.</summary>
    public static bool IsToken(ReadOnlySpan<char> value)
        => value.Length is > 0 and <= MaxTokenLength && !value.ContainsAnyExceptInRange('!', '~');
}
