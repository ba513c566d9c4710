namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>What a client that trusts the laboratory's roots, and nothing else, has to make of a server.</summary>
public enum TlsExpectation
{
    /// <summary>It sends its request.</summary>
    Accepted,

    /// <summary>It refuses the certificate, and sends nothing.</summary>
    Refused,

    /// <summary>There is no connection whose certificate could be judged.</summary>
    Broken,
}
