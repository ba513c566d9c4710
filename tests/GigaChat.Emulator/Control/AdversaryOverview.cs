using GigaChat.Emulator.Adversary;

namespace GigaChat.Emulator.Control;

/// <summary>Answer of <c>/control/adversary</c>: what it is set to, what has come, and what it can do.</summary>
/// <param name="Mode">The mode of requests whose address names none.</param>
/// <param name="Tls">The case of handshakes whose host names none.</param>
/// <param name="LaboratoryRoots">The roots of the TLS laboratory, as PEM.</param>
/// <param name="Requests">Method and target of each request that came, oldest first.</param>
/// <param name="Modes">All modes.</param>
/// <param name="TlsCases">All cases.</param>
internal sealed record AdversaryOverview(
    string Mode, string Tls, string LaboratoryRoots, IReadOnlyList<string> Requests, IReadOnlyList<AdversaryItem> Modes,
        IReadOnlyList<AdversaryItem> TlsCases)
{
    public static AdversaryOverview Of(AdversaryServer adversary) => new(
        adversary.Mode,
        adversary.Laboratory.Current,
        adversary.Laboratory.Roots,
        [.. adversary.Requests.Select(static request => $"{request.Method} {request.Target}")],
        [.. AdversaryModes.All.Select(static mode => new AdversaryItem(mode.Name, mode.Description))],
        [.. Emulator.Certificates.Laboratory.TlsCases.All.Select(static one
            => new AdversaryItem(one.Name, one.Description, one.Host, one.Expectation.ToString()))]);
}
