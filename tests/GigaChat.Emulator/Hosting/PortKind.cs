using System.Text.Json.Serialization;

namespace GigaChat.Emulator.Hosting;

/// <summary>The listener a request came in by.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PortKind>))]
public enum PortKind
{
    [JsonStringEnumMemberName("auth")]
    Auth,

    [JsonStringEnumMemberName("api")]
    Api,

    [JsonStringEnumMemberName("control")]
    Control,

    [JsonStringEnumMemberName("proxy")]
    Proxy,
}
