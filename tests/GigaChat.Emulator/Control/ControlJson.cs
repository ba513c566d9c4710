using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Hosting;
using GigaChat.Emulator.Proxy;
using GigaChat.Emulator.Requests;
using GigaChat.Emulator.SignIn;

namespace GigaChat.Emulator.Control;

/// <summary>JSON of the control address and the ready line. Unknown members are refused, so that a misspelt one is found.</summary>
[JsonSerializable(typeof(EmulatorState))]
[JsonSerializable(typeof(EmulatorSettings))]
[JsonSerializable(typeof(JsonObject))]
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
