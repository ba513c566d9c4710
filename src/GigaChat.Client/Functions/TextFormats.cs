using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace GigaChat.Functions;

/// <summary>The formats of texts in JSON Schema (draft 2020-12, validation, section 7.3).</summary>
internal static partial class TextFormats
{
    /// <summary>Whether a text has a format; true for formats that are not known, as the specification has it.</summary>
    /// <param name="format">The name: <c>date-time</c>, <c>uuid</c>.</param>
    /// <param name="text">The text.</param>
    public static bool IsMet(string format, string text) => format switch
    {
        "date-time" => IsDateTime(text),
        "date" => IsDate(text),
        "time" => IsTime(text),
        "duration" => Duration().IsMatch(text) && char.IsAsciiLetter(text[^1]) && !text.EndsWith('T') && text.Length > 2,
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "ipv4" => IPAddress.TryParse(text, out IPAddress? four) && four.AddressFamily == AddressFamily.InterNetwork
            && four.ToString() == text,
        "ipv6" => IPAddress.TryParse(text, out IPAddress? six) && six.AddressFamily == AddressFamily.InterNetworkV6
            && text.AsSpan().IndexOfAny("%[") < 0,
        // Unix takes the path of a file for an address.
        "uri" or "iri" => text.Contains(':') && !text.StartsWith('/') && Uri.TryCreate(text, UriKind.Absolute, out _),
        "uri-reference" or "iri-reference" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        "email" or "idn-email" => Email().IsMatch(text),
        "hostname" => text.Length <= 253 && Uri.CheckHostName(text) == UriHostNameType.Dns,
        _ => true,
    };

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

    [GeneratedRegex(@"\A([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60)(\.[0-9]{1,9})?)?([Zz]|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])?\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex Time();

    [GeneratedRegex(@"\AP([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+([.,][0-9]+)?S)?)?\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\A[^\s@""(),:;<>\[\\\]]{1,64}@[^\s@""(),:;<>\[\\\]]{1,255}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Email();
}
