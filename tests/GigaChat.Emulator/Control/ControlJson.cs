using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GigaChat.Emulator;

/// <summary>JSON of the control address and the ready line. Unknown members are refused, so that a misspelt one is found.</summary>
[JsonSerializable(typeof(EmulatorState))]
[JsonSerializable(typeof(EmulatorSettings))]
[JsonSerializable(typeof(SettingsPatch))]
[JsonSerializable(typeof(WaitCondition))]
[JsonSerializable(typeof(ResetRequest))]
[JsonSerializable(typeof(CertificateChoice))]
[JsonSerializable(typeof(ProxyChoice))]
[JsonSerializable(typeof(AdversaryChoice))]
[JsonSerializable(typeof(AdversaryOverview))]
[JsonSerializable(typeof(ProxyState))]
[JsonSerializable(typeof(TokenOrder))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(ControlError))]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(IReadOnlyList<Fault>))]
[JsonSerializable(typeof(ScriptedAnswer))]
[JsonSerializable(typeof(IReadOnlyList<ScriptedAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<RecordedRequest>))]
[JsonSerializable(typeof(ReadyLine))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    /// <summary>With Cyrillic as it is.</summary>
    public static ControlJson Readable { get; } = new(Make(JavaScriptEncoder.UnsafeRelaxedJsonEscaping));

    /// <summary>In ASCII, for a console of any code page.</summary>
    public static ControlJson Ascii { get; } = new(Make(JavaScriptEncoder.Default));

    private static JsonSerializerOptions Make(JavaScriptEncoder encoder) => new(JsonSerializerDefaults.Web)
    {
        Encoder = encoder,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };
}
