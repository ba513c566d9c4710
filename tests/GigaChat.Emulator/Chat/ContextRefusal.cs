using System.Text.Json.Serialization;

namespace GigaChat.Emulator.Chat;

/// <summary>The words of the 422 for a context that is too long; both are met.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ContextRefusal>))]
public enum ContextRefusal
{
    /// <summary><c>CONTEXT_TOO_LONG: context too long 301216, maximum allowed context is 261120</c> (DEEP, 2026-08-03).</summary>
    [JsonStringEnumMemberName("code")]
    Code,

    /// <summary><c>Invalid params: context is too long: …</c>, with both numbers.</summary>
    [JsonStringEnumMemberName("sentence")]
    Sentence,
}
