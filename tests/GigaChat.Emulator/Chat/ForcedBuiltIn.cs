using System.Text.Json.Serialization;

namespace GigaChat.Emulator.Chat;

/// <summary>
/// What becomes of <c>function_call: {"name": "text2image"}</c>. The reference names three ways to a picture; only the choice of the
/// model (<c>"auto"</c> without <c>functions</c>) is the one that the documentation shows first.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<ForcedBuiltIn>))]
public enum ForcedBuiltIn
{
    [JsonStringEnumMemberName("taken")]
    Taken,

    /// <summary>400, as for any wrong shape.</summary>
    [JsonStringEnumMemberName("bad-request")]
    BadRequest,

    /// <summary>422, because the function is not among those of the request.</summary>
    [JsonStringEnumMemberName("invalid")]
    Invalid,
}
