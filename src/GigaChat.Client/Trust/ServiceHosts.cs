namespace GigaChat.Trust;

/// <summary>The service's own hosts: the only ones for which the built-in Mintsifry root counts.</summary>
internal static class ServiceHosts
{
    // "giga.chat" itself is a site of the service, the others only have hosts below them.
    private static readonly string[] Domains = ["giga.chat", "sberbank.ru", "sberdevices.ru", "sbrf.ru"];

    /// <summary>The list as a user reads it.</summary>
    public const string Text = "*.giga.chat, *.sberbank.ru, *.sberdevices.ru, *.sbrf.ru";

    /// <summary>Whether the host is one of the service's own. Whole labels count: <c>evil-sberbank.ru</c> is none.</summary>
    public static bool Contains(string host)
    {
        string name = Normalize(host);
        return name.Equals(Domains[0], StringComparison.OrdinalIgnoreCase)
            || Array.Exists(Domains, domain => name.Length > domain.Length + 1
                && name[^(domain.Length + 1)] == '.'
                && name.EndsWith(domain, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The host without the one dot that an absolute name may end in.</summary>
    public static string Normalize(string host) => host.EndsWith('.') ? host[..^1] : host;
}
