using System.Text.Json.Serialization;

namespace GigaChat.Emulator;

[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>An answer with <see cref="Fault.Status"/>, and <see cref="Fault.RetryAfter"/> and <see cref="Fault.Body"/> where given.</summary>
    [JsonStringEnumMemberName("status")]
    Status,

    /// <summary>The connection is aborted before anything was sent.</summary>
    [JsonStringEnumMemberName("drop-before-headers")]
    DropBeforeHeaders,

    /// <summary>The connection is aborted after the headers, in a stream after <see cref="Fault.AfterChunks"/> chunks.</summary>
    [JsonStringEnumMemberName("drop-after-headers")]
    DropAfterHeaders,

    /// <summary>Silence until the client goes away.</summary>
    [JsonStringEnumMemberName("hang-before-headers")]
    HangBeforeHeaders,

    /// <summary>Silence after the headers, in a stream after <see cref="Fault.AfterChunks"/> chunks.</summary>
    [JsonStringEnumMemberName("hang-after-headers")]
    HangAfterHeaders,

    /// <summary>Half of the body arrives, then the connection closes.</summary>
    [JsonStringEnumMemberName("cut-body")]
    CutBody,

    /// <summary>A stream's connection closes after <see cref="Fault.AfterChunks"/> chunks, in the middle of the transfer.</summary>
    [JsonStringEnumMemberName("cut-stream")]
    CutStream,

    /// <summary>As <see cref="CutStream"/>, but the transfer ends properly: only the last event and the end marker are missing.</summary>
    [JsonStringEnumMemberName("end-stream")]
    EndStream,

    /// <summary>An answer that begins as it should and is no JSON.</summary>
    [JsonStringEnumMemberName("garbled-json")]
    GarbledJson,

    /// <summary>After <see cref="Fault.AfterChunks"/> chunks comes an event that is no JSON; the stream then goes on.</summary>
    [JsonStringEnumMemberName("garbled-event")]
    GarbledEvent,

    /// <summary>The right body as <c>text/plain</c>.</summary>
    [JsonStringEnumMemberName("wrong-content-type")]
    WrongContentType,

    /// <summary>Status 200 and no body.</summary>
    [JsonStringEnumMemberName("empty-body")]
    EmptyBody,

    /// <summary>A body of <see cref="Fault.Bytes"/>, as JSON or as one endless event.</summary>
    [JsonStringEnumMemberName("huge-body")]
    HugeBody,

    /// <summary>A gateway's page, with status 502 unless <see cref="Fault.Status"/> says otherwise.</summary>
    [JsonStringEnumMemberName("html")]
    Html,

    /// <summary>The presented token is forgotten, so that this very request is answered 401 "Token has expired".</summary>
    [JsonStringEnumMemberName("expire-token")]
    ExpireToken,

    /// <summary>The connection is aborted after <see cref="Fault.Bytes"/> of the request's body, which is not recorded then.</summary>
    [JsonStringEnumMemberName("cut-request")]
    CutRequest,

    /// <summary>After <see cref="Fault.Bytes"/> of the request's body nothing more is read.</summary>
    [JsonStringEnumMemberName("stall-request")]
    StallRequest,

    /// <summary>Nothing but <see cref="Fault.DelayMs"/> before the ordinary answer.</summary>
    [JsonStringEnumMemberName("delay")]
    Delay,
}
