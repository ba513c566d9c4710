using System.Management.Automation;
using GigaChat.Commands.Functions;

namespace GigaChat.Commands.Rest;

/// <summary>The answer of any path as objects, as Invoke-RestMethod writes them.</summary>
internal static class RestOutput
{
    /// <summary>JSON as custom objects, text as text, anything else as bytes; null where the answer has no body.</summary>
    public static object? ToObject(RestResponse response) => response.ToValue() switch
    {
        byte[] bytes => bytes,
        var value => StructuredOutputConverter.To(typeof(PSObject), value),
    };
}
