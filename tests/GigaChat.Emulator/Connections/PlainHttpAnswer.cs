using System.Text.Json.Serialization;

namespace GigaChat.Emulator.Connections;

/// <summary>What a TLS port does when it is spoken plain HTTP to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlainHttpAnswer>))]
public enum PlainHttpAnswer
{
    /// <summary>nginx's page "The plain HTTP request was sent to HTTPS port", status 400.</summary>
    [JsonStringEnumMemberName("page")]
    Page,

    /// <summary>The connection is reset, as servers do that know no better.</summary>
    [JsonStringEnumMemberName("reset")]
    Reset,
}
