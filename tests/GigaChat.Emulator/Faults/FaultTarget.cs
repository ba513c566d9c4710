using System.Text.Json.Serialization;

namespace GigaChat.Emulator.Faults;

/// <summary>Which requests a fault meets.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultTarget>))]
public enum FaultTarget
{
    /// <summary>Every request but those of the control address.</summary>
    [JsonStringEnumMemberName("any")]
    Any,

    /// <summary>The OAuth address and <c>/v1/token</c>.</summary>
    [JsonStringEnumMemberName("signin")]
    SignIn,

    /// <summary>Every chat request, streamed or not.</summary>
    [JsonStringEnumMemberName("chat")]
    Chat,

    /// <summary>Chat requests with <c>stream: true</c>.</summary>
    [JsonStringEnumMemberName("stream")]
    Stream,

    [JsonStringEnumMemberName("embeddings")]
    Embeddings,

    [JsonStringEnumMemberName("models")]
    Models,

    /// <summary><c>/v1/tokens/count</c>, <c>/v1/balance</c> and <c>/v1/ai/check</c>.</summary>
    [JsonStringEnumMemberName("accounting")]
    Accounting,

    /// <summary><c>/v1/files</c> and all below it.</summary>
    [JsonStringEnumMemberName("files")]
    Files,

    /// <summary>Files on their way to the service.</summary>
    [JsonStringEnumMemberName("upload")]
    Upload,

    /// <summary>Contents of files on their way from the service.</summary>
    [JsonStringEnumMemberName("download")]
    Download,

    /// <summary><c>/v1/batches</c>, made and looked at.</summary>
    [JsonStringEnumMemberName("batches")]
    Batches,
}
