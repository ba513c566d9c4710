using System.Text.Json.Serialization;

namespace GigaChat.Emulator.Control;

/// <summary>The form of the token's end in the OAuth answer; all three were seen.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExpiryForm>))]
public enum ExpiryForm
{
    /// <summary><c>expires_at</c> in milliseconds.</summary>
    [JsonStringEnumMemberName("ms")]
    Milliseconds,

    /// <summary><c>expires_at</c> in seconds.</summary>
    [JsonStringEnumMemberName("seconds")]
    Seconds,

    /// <summary><c>tok</c> and <c>exp</c> (seconds) as the password sign-in answers.</summary>
    [JsonStringEnumMemberName("tokexp")]
    TokExp,
}
