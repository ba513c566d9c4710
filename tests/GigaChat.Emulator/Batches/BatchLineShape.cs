using System.Text.Json.Serialization;

namespace GigaChat.Emulator.Batches;

/// <summary>Where a line of a batch's results holds the answer; the service documents none of them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BatchLineShape>))]
public enum BatchLineShape
{
    /// <summary>Beside the id.</summary>
    [JsonStringEnumMemberName("topLevel")]
    TopLevel,

    [JsonStringEnumMemberName("result")]
    Result,

    [JsonStringEnumMemberName("response")]
    Response,

    /// <summary>In <c>response.body</c>, beside <c>response.status_code</c>.</summary>
    [JsonStringEnumMemberName("responseBody")]
    ResponseBody,
}
