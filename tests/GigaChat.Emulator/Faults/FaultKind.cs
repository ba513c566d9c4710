using System.Text.Json.Serialization;

namespace GigaChat.Emulator.Faults;

[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>
    /// An answer with <see cref="Fault.Status"/>, and <see cref="Fault.RetryAfter"/>, <see cref="Fault.Body"/> and
    /// <see cref="Fault.ContentType"/> where given.
    /// </summary>
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

    /// <summary>
    /// After <see cref="Fault.AfterChunks"/> chunks comes an event with <see cref="Fault.Body"/>, by default the JSON of a refusal, and the
    /// stream ends. Version 1 names no event; in version 2 it is called <c>error</c>.
    /// </summary>
    [JsonStringEnumMemberName("error-event")]
    ErrorEvent,

    /// <summary>The right body as <c>text/plain</c>.</summary>
    [JsonStringEnumMemberName("wrong-content-type")]
    WrongContentType,

    /// <summary>Status 200 and no body.</summary>
    [JsonStringEnumMemberName("empty-body")]
    EmptyBody,

    /// <summary>A body of <see cref="Fault.Bytes"/>, as JSON or as one endless event.</summary>
    [JsonStringEnumMemberName("huge-body")]
    HugeBody,

    /// <summary>
    /// As <see cref="HugeBody"/>, but packed: a thousandth of <see cref="Fault.Bytes"/> travels, as brotli where the client takes it, else
    /// as gzip, asked for or not.
    /// </summary>
    [JsonStringEnumMemberName("bomb")]
    Bomb,

    /// <summary>The right body, said to be gzip and not packed at all. Of no stream.</summary>
    [JsonStringEnumMemberName("wrong-encoding")]
    WrongEncoding,

    /// <summary>A company's web filter refuses the address: 403 and a page with styles, a script and entities, in Russian.</summary>
    [JsonStringEnumMemberName("filter-page")]
    FilterPage,

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

    /// <summary>
    /// RST_STREAM with <see cref="Fault.ErrorCode"/> (INTERNAL_ERROR): before the headers, or after <see cref="Fault.AfterChunks"/>
    /// chunks. Other requests on the connection go on. On HTTP/1.1 the connection is aborted.
    /// </summary>
    [JsonStringEnumMemberName("reset-stream")]
    ResetStream,

    /// <summary>
    /// GOAWAY with NO_ERROR, as a server sends that is about to restart: the answer comes whole, and the connection takes no further
    /// request. Before the headers, or after <see cref="Fault.AfterChunks"/> chunks. On HTTP/1.1 <c>Connection: close</c>.
    /// </summary>
    [JsonStringEnumMemberName("goaway")]
    GoAway,

    /// <summary>
    /// GOAWAY with <see cref="Fault.ErrorCode"/> (INTERNAL_ERROR) and <see cref="Fault.LastStream"/>, then the connection is closed with
    /// every request on it. Before the headers, or after <see cref="Fault.AfterChunks"/> chunks.
    /// </summary>
    [JsonStringEnumMemberName("goaway-abort")]
    GoAwayAbort,

    /// <summary>
    /// The connection is lost with every request on it, before the headers or after <see cref="Fault.AfterChunks"/> chunks.
    /// </summary>
    [JsonStringEnumMemberName("drop-connection")]
    DropConnection,

    /// <summary>
    /// The connection stays open and dead, before the headers or after <see cref="Fault.AfterChunks"/> chunks: neither this request nor
    /// any other on it is answered, nor a ping, as behind a firewall that forgot it.
    /// </summary>
    [JsonStringEnumMemberName("silence")]
    Silence,

    /// <summary>Nothing but <see cref="Fault.DelayMs"/> before the ordinary answer.</summary>
    [JsonStringEnumMemberName("delay")]
    Delay,
}
