using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Emulator.Adversary.Tls;

namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>Servers whose certificates or handshakes are wrong, each on demand: see <see cref="TlsCases"/>.</summary>
public sealed class TlsLaboratory
{
    /// <summary>The case in which nothing is wrong.</summary>
    public const string Good = "good";

    private readonly Lazy<LaboratoryMaterial> _material = new(static () => new());
    private readonly ConcurrentDictionary<TlsCase, Lazy<IReadOnlyList<IssuedCertificate>>> _chains = new();
    private readonly ConcurrentQueue<byte[]> _clientCertificates = new();
    private volatile TlsCase _current = TlsCases.Find(Good);

    internal TlsLaboratory()
    {
    }

    /// <summary>The roots that a client has to trust, as PEM.</summary>
    public string Roots => string.Concat(Material.Roots.Select(static root => new string(PemEncoding.Write("CERTIFICATE", root)) + "\n"));

    /// <summary>The first root.</summary>
    public X509Certificate2 Root => X509CertificateLoader.LoadCertificate(Material.Root.Raw);

    /// <summary>The authority below the first root.</summary>
    public X509Certificate2 Sub => X509CertificateLoader.LoadCertificate(Material.Sub.Raw);

    /// <summary>What is shown to a client whose host is none of the laboratory's: the name of a case.</summary>
    /// <exception cref="ArgumentException">There is no such case.</exception>
    public string Current
    {
        get => _current.Name;
        set => _current = TlsCases.Find(value);
    }

    /// <summary>The certificates that clients showed, in DER, oldest first.</summary>
    public IReadOnlyCollection<byte[]> ClientCertificates => _clientCertificates;

    private LaboratoryMaterial Material => _material.Value;

    /// <summary>Does the server's part of a handshake.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="shown">The case; null for that of the host which the client asks for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The way to the client; null where the case has none.</returns>
    internal async Task<Stream?> AcceptAsync(Stream stream, TlsCase? shown, CancellationToken cancellationToken)
    {
        var handshake = new TlsHandshake(new(stream));
        var hello = await handshake.ReadHelloAsync(cancellationToken);
        shown ??= hello.ServerName is { } name && TlsCases.OfHost(name) is { } found ? found : _current;
        if (shown.Answer is { } answer)
        {
            await answer(stream, cancellationToken);
            return null;
        }

        var chain = _chains.GetOrAdd(shown, one => new(() => one.Chain!(Material, one.Host))).Value;
        var key = shown.HasOtherKey ? Material.Sub.Key : chain[0].Key;
        var tls = await handshake.CompleteAsync(hello, [.. chain.Select(static one => one.Raw)], key, cancellationToken);
        if (handshake.ClientCertificate is { } certificate)
            _clientCertificates.Enqueue(certificate);
        return tls;
    }
}
