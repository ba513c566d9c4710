namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>The table of the TLS laboratory.</summary>
public static class TlsCases
{
    /// <summary>All cases.</summary>
    public static IReadOnlyList<TlsCase> All { get; } =
    [
        .. GoodCases.All,
        .. TimeCases.All,
        .. NameCases.All,
        .. UsageCases.All,
        .. AuthorityCases.All,
        .. WeakCases.All,
        .. TextCases.All,
        .. HandshakeCases.All,
    ];

    private static readonly Dictionary<string, TlsCase> ByName = All.ToDictionary(static one => one.Name, StringComparer.Ordinal);
    private static readonly Dictionary<string, TlsCase> ByHost = All.ToDictionary(static one => one.Host, StringComparer.OrdinalIgnoreCase);

    /// <summary>A case by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static TlsCase Find(string name)
        => ByName.GetValueOrDefault(name) ?? throw new ArgumentException($"There is no case '{name}'.", nameof(name));

    /// <summary>The case of a host; null where the host is none of the laboratory's.</summary>
    internal static TlsCase? OfHost(string host) => ByHost.GetValueOrDefault(host);
}
