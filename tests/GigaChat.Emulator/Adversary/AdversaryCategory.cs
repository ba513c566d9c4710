using System.Text.Json.Serialization;

namespace GigaChat.Emulator.Adversary;

/// <summary>The part of an answer that a mode breaks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AdversaryCategory>))]
public enum AdversaryCategory
{
    /// <summary>The first line of the answer.</summary>
    [JsonStringEnumMemberName("status-line")]
    StatusLine,

    /// <summary>The header section.</summary>
    [JsonStringEnumMemberName("header")]
    Header,

    /// <summary><c>Content-Length</c>, and bodies of another length than announced.</summary>
    [JsonStringEnumMemberName("length")]
    Length,

    /// <summary>The chunked transfer coding.</summary>
    [JsonStringEnumMemberName("chunk")]
    Chunk,

    /// <summary>Answers that stop, or come byte by byte.</summary>
    [JsonStringEnumMemberName("pace")]
    Pace,

    /// <summary>Statuses with a meaning of their own: 1xx, 101, 204, 206, 304.</summary>
    [JsonStringEnumMemberName("status")]
    Status,

    /// <summary>3xx.</summary>
    [JsonStringEnumMemberName("redirect")]
    Redirect,

    /// <summary>The connection itself: closed, reset, or with bytes of another protocol.</summary>
    [JsonStringEnumMemberName("connection")]
    Connection,

    /// <summary>Content and character encodings, and content types.</summary>
    [JsonStringEnumMemberName("encoding")]
    Encoding,

    /// <summary>JSON bodies.</summary>
    [JsonStringEnumMemberName("json")]
    Json,

    /// <summary>Event streams.</summary>
    [JsonStringEnumMemberName("events")]
    Events,

    /// <summary>Error answers that carry something else than an explanation.</summary>
    [JsonStringEnumMemberName("refusal")]
    Refusal,
}
