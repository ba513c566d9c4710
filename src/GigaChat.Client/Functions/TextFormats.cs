using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace GigaChat.Functions;

/// <summary>The formats of texts in JSON Schema (draft 2020-12, validation, section 7.3).</summary>
internal static partial class TextFormats
{
    private static readonly Dictionary<string, Func<string, bool>> Formats = new(StringComparer.Ordinal)
    {
        ["date-time"] = IsDateTime,
        ["date"] = IsDate,
        ["time"] = IsTime,
        ["duration"] = static text
            => Duration().IsMatch(text) && char.IsAsciiLetter(text[^1]) && !text.EndsWith('T') && text.Length > 2,
        ["uuid"] = static text => Guid.TryParseExact(text, "D", out _),
        ["ipv4"] = static text
            => IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork
                && address.ToString() == text,
        ["ipv6"] = static text
            => IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6
                && text.AsSpan().IndexOfAny("%[") < 0,
        ["uri"] = IsUri,
        ["iri"] = IsUri,
        ["uri-reference"] = IsUriReference,
        ["iri-reference"] = IsUriReference,
        ["email"] = static text => Email().IsMatch(text),
        ["idn-email"] = static text => Email().IsMatch(text),
        ["hostname"] = static text => text.Length <= 253 && Uri.CheckHostName(text) == UriHostNameType.Dns,
    };

    /// <summary>Whether a text has a format; true for formats that are not known, as the specification has it.</summary>
    /// <param name="format">The name: <c>date-time</c>, <c>uuid</c>.</param>
    /// <param name="text">The text.</param>
    public static bool IsMet(string format, string text) => !Formats.TryGetValue(format, out Func<string, bool>? isMet) || isMet(text);

    /// <summary>
    /// A moment of ISO 8601: a date, and mostly a time with or without an offset from UTC. RFC 3339, which the format is named after,
    /// demands both; models leave them out, and what remains is still clear.
    /// </summary>
    public static bool IsDateTime(string text)
    {
        int time = text.AsSpan().IndexOfAny("Tt ");
        return time < 0 ? IsDate(text) : IsDate(text[..time]) && IsTime(text[(time + 1)..]);
    }

    /// <summary>A day: <c>2026-02-03</c>.</summary>
    public static bool IsDate(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>A time of the day: <c>10:30</c>, <c>10:30:00.5</c>, <c>10:30:00Z</c>, <c>10:30:00+03:00</c>.</summary>
    public static bool IsTime(string text) => Time().IsMatch(text);

    // Unix takes the path of a file for an address.
    private static bool IsUri(string text) => text.Contains(':') && !text.StartsWith('/') && Uri.TryCreate(text, UriKind.Absolute, out _);

    private static bool IsUriReference(string text) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _);

    [GeneratedRegex(@"\A([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60)(\.[0-9]{1,9})?)?([Zz]|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])?\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex Time();

    [GeneratedRegex(@"\AP([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+([.,][0-9]+)?S)?)?\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\A[^\s@""(),:;<>\[\\\]]{1,64}@[^\s@""(),:;<>\[\\\]]{1,255}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Email();
}
