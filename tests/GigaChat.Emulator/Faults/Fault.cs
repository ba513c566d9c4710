namespace GigaChat.Emulator;

/// <summary>Something that goes wrong with the next requests that match.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="On">Which requests it meets.</param>
/// <param name="Times">How many requests it meets before it is used up.</param>
/// <param name="Status">HTTP status of <see cref="FaultKind.Status"/> (500), <see cref="FaultKind.Html"/> (502) and <see cref="FaultKind.EmptyBody"/> (200).</param>
/// <param name="RetryAfter">Value of the <c>Retry-After</c> header of <see cref="FaultKind.Status"/> and <see cref="FaultKind.Html"/>: seconds or an HTTP date.</param>
/// <param name="Body">Body of <see cref="FaultKind.Status"/> and <see cref="FaultKind.Html"/> instead of the default one.</param>
/// <param name="AfterChunks">Chunks of a stream that still arrive. Default 1 for the kinds that are about streams, else 0.</param>
/// <param name="Bytes">Size of a <see cref="FaultKind.HugeBody"/>; how much of a request's body is read before it is cut or stalls.</param>
/// <param name="DelayMs">Wait in milliseconds before the fault acts.</param>
public sealed record Fault(
    FaultKind Kind,
    FaultTarget On = FaultTarget.Any,
    int Times = 1,
    int? Status = null,
    string? RetryAfter = null,
    string? Body = null,
    int? AfterChunks = null,
    long Bytes = 64L << 20,
    int DelayMs = 0)
{
    /// <summary>Acts while the request is read; all others act on the answer.</summary>
    internal bool MeetsBody => Kind is FaultKind.CutRequest or FaultKind.StallRequest;

    internal int ChunksBefore => AfterChunks ?? (Kind is FaultKind.CutBody or FaultKind.CutStream or FaultKind.EndStream or FaultKind.GarbledEvent ? 1 : 0);
}
