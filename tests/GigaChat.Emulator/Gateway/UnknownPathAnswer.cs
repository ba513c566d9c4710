using System.Text.Json.Serialization;

namespace GigaChat.Emulator.Gateway;

/// <summary>How the API host answers a path that leads nowhere. Gateways differ, so a client has to understand all of them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnknownPathAnswer>))]
public enum UnknownPathAnswer
{
    /// <summary>nginx's page "403 Forbidden": what <c>api.giga.chat</c> answered for <c>/v2/files</c> (LIVE, 2026-09-16).</summary>
    [JsonStringEnumMemberName("forbidden-page")]
    ForbiddenPage,

    /// <summary>Status 403 and bare text.</summary>
    [JsonStringEnumMemberName("forbidden-text")]
    ForbiddenText,

    /// <summary>nginx's page "404 Not Found".</summary>
    [JsonStringEnumMemberName("not-found-page")]
    NotFoundPage,

    /// <summary>Status 404 and <c>404 page not found</c>, as servers written in Go answer.</summary>
    [JsonStringEnumMemberName("not-found-text")]
    NotFoundText,

    /// <summary>Status 404 in the form of the service's own errors; the message speaks of no model.</summary>
    [JsonStringEnumMemberName("not-found-json")]
    NotFoundJson,
}
