using System.Text.Json.Serialization;

namespace GigaChat.Emulator.Proxy;

/// <summary>How the proxy serves the connections made to it from now on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProxyMode>))]
public enum ProxyMode
{
    /// <summary>CONNECT opens a tunnel for bytes; whatever is negotiated inside, HTTP/2 too, passes.</summary>
    [JsonStringEnumMemberName("tunnel")]
    Tunnel,

    /// <summary>
    /// CONNECT is answered, and TLS ends at the proxy: it shows a certificate of its own, issued below the emulator's root, and speaks
    /// HTTP/1.1 in both directions. So do proxies that look into encrypted traffic.
    /// </summary>
    [JsonStringEnumMemberName("intercept")]
    Intercept,

    /// <summary>Connections are taken, and nothing on them is answered.</summary>
    [JsonStringEnumMemberName("silent")]
    Silent,

    /// <summary>Connections are reset at once.</summary>
    [JsonStringEnumMemberName("reset")]
    Reset,
}
