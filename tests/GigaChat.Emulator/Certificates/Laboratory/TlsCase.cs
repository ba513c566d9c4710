namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>One way in which a server's certificate, or its handshake, is wrong; or right where that is easily mistaken.</summary>
/// <param name="Name">Its name; also the first label of <see cref="Host"/>.</param>
/// <param name="Description">What the server shows.</param>
/// <param name="Expectation">What a client has to make of it.</param>
/// <param name="Reason">Why.</param>
public sealed record TlsCase(string Name, string Description, TlsExpectation Expectation, string Reason)
{
    /// <summary>Hosts of the laboratory; one of the service's domains, so that what counts for those alone can be tried, too.</summary>
    public const string Domain = "lab.giga.chat";

    private readonly string? _host;

    /// <summary>The host that a client has to ask for: what is wrong with names depends on it.</summary>
    public string Host
    {
        get => _host ?? $"{Name}.{Domain}";
        init => _host = value;
    }

    /// <summary>It ends in the laboratory's first root, where it ends in one at all.</summary>
    public bool IsOfFirstRoot { get; init; } = true;

    /// <summary>Makes the chain for a host, the server's own certificate first.</summary>
    internal Func<LaboratoryMaterial, string, IReadOnlyList<IssuedCertificate>>? Chain { get; init; }

    /// <summary>Makes the server's own certificate for a host, where nothing is wrong with the others.</summary>
    internal Func<string, CertificateRecipe> Server
    {
        init => Chain = (material, host) => material.Good(value(host));
    }

    /// <summary>The key is not the certificate's.</summary>
    internal bool HasOtherKey { get; init; }

    /// <summary>Answers the handshake in a way of its own.</summary>
    internal Func<Stream, CancellationToken, Task>? Answer { get; init; }
}
