namespace GigaChat.Emulator.Faults;

/// <summary>Something that goes wrong with the next requests that match.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="On">Which requests it meets.</param>
/// <param name="Times">How many requests it meets before it is used up.</param>
/// <param name="Status">
/// HTTP status of <see cref="FaultKind.Status"/> (500), <see cref="FaultKind.Html"/> (502), <see cref="FaultKind.FilterPage"/> (403) and
/// <see cref="FaultKind.EmptyBody"/> (200).
/// </param>
/// <param name="RetryAfter">
/// Value of the <c>Retry-After</c> header of <see cref="FaultKind.Status"/> and the pages: seconds or an HTTP date.
/// </param>
/// <param name="Body">
/// Body of <see cref="FaultKind.Status"/> and the pages instead of the default one; data of an <see cref="FaultKind.ErrorEvent"/>.
/// </param>
/// <param name="AfterChunks">
/// Chunks of a stream that still arrive. Default 1 for the kinds that are about streams, else 0. Faults of the connection come before
/// the headers unless it is given; of an answer that is no stream the headers arrive then.
/// </param>
/// <param name="Bytes">
/// Size of a <see cref="FaultKind.HugeBody"/> and, unpacked, of a <see cref="FaultKind.Bomb"/>; how much of a request's body is read before
/// it is cut or stalls.
/// </param>
/// <param name="DelayMs">
/// Wait in milliseconds before the fault acts: of a fault of the connection that has <paramref name="AfterChunks"/> after those, of all
/// others before the answer begins.
/// </param>
/// <param name="ErrorCode">
/// HTTP/2 error code of <see cref="FaultKind.ResetStream"/> and <see cref="FaultKind.GoAwayAbort"/> (RFC 9113, section 7).
/// </param>
/// <param name="LastStream">
/// Last stream that a <see cref="FaultKind.GoAwayAbort"/> names as processed. Default: this request's; 0 says that it was not.
/// </param>
/// <param name="ContentType">
/// Content type of a <see cref="FaultKind.Status"/> and of the pages; its charset is the one that the body is written in. An empty one is
/// left out of the answer.
/// </param>
public sealed record Fault(
    FaultKind Kind,
    FaultTarget On = FaultTarget.Any,
    int Times = 1,
    int? Status = null,
    string? RetryAfter = null,
    string? Body = null,
    int? AfterChunks = null,
    long Bytes = 64L << 20,
    int DelayMs = 0,
    int? ErrorCode = null,
    int? LastStream = null,
    string? ContentType = null)
{
    /// <summary>Acts while the request is read; all others act on the answer.</summary>
    internal bool MeetsBody => Kind is FaultKind.CutRequest or FaultKind.StallRequest;

    internal int ChunksBefore => AfterChunks
        ?? (Kind is FaultKind.CutBody or FaultKind.CutStream or FaultKind.EndStream or FaultKind.GarbledEvent
            or FaultKind.ErrorEvent ? 1 : 0);
}
