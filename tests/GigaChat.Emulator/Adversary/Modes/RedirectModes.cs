namespace GigaChat.Emulator.Adversary.Modes;

/// <summary>Redirections. Following one would send the token, or a prompt, to an address outside of the settings.</summary>
internal static class RedirectModes
{
    public static IEnumerable<AdversaryMode> All =>
    [
        New("redirect-loop", "307 to the same address.", 307, static exchange => exchange.Address + exchange.Request.Target[1..]),
        New("redirect-other-host", "308 to another host.", 308, static _ => "https://planted.example/v1/models"),
        New("redirect-plain", "302 to the same host without TLS.", 302, static exchange
            => $"http://localhost:{exchange.Address.Port}/v1/models"),
        New("redirect-mode", "301 to a good answer on this server.", 301, static _ => "/adversary/good/v1/models"),
        New("redirect-file", "302 to a file of the client's machine.", 302, static _ => "file:///etc/passwd"),
        New("redirect-script", "303 to a script.", 303, static _ => "javascript:planted()"),
        New("redirect-user", "307 to an address with a name and a password.", 307, static _ => "https://user:planted@planted.example/"),
        New("redirect-escape", "307 to an address of terminal sequences.", 307, static _
            => "https://planted.example/" + HostileText.InHeader),
        New("redirect-huge", "307 to an address of 32 KB.", 307, static _ => "https://planted.example/" + new string('a', 32 * 1024)),
        New("redirect-nowhere", "300 without an address.", 300, static _ => null),
    ];

    private static AdversaryMode New(string name, string description, int status, Func<AdversaryExchange, string?> location)
        => new(name, AdversaryCategory.Redirect, description, exchange =>
        {
            var address = location(exchange);
            var header = address is null ? "" : $"Location: {address}\r\n";
            return exchange.WriteAsync($"HTTP/1.1 {status} Moved\r\n{header}Content-Length: 0\r\n\r\n");
        });
}
