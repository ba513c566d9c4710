using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Serialization;
using GigaChat.Resources;

namespace GigaChat.Commands.Rest;

/// <summary>Makes the request of Invoke-GigaChatRestMethod of its parameters.</summary>
internal sealed class RestRequestBuilder(InvokeGigaChatRestMethodCommand cmdlet)
{
    private const string Json = "application/json";
    private const string Octets = "application/octet-stream";

    /// <summary>The request.</summary>
    /// <exception cref="GigaChatException">Two bodies, or an object that has no JSON.</exception>
    public RestRequest Create()
    {
        if (cmdlet.Body is not null && cmdlet.InFile is not null)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.BodyAndInFile);
        (byte[]? body, string? type) = ReadBody();
        bool hasBody = body is not null || cmdlet.InFile is not null;
        return new RestRequest
        {
            Path = cmdlet.Path,
            Method = new HttpMethod((cmdlet.Method ?? (hasBody ? "Post" : "Get")).ToUpperInvariant()),
            Query = ToPairs(cmdlet.Query),
            Headers = ToPairs(cmdlet.Headers),
            Body = body,
            BodyPath = cmdlet.InFile is { } file ? PathResolver.InFileSystem(cmdlet, file, GigaChatErrorKind.FileNotFound) : null,
            ContentType = cmdlet.ContentType ?? type,
            SkipErrorCheck = cmdlet.SkipHttpErrorCheck,
        };
    }

    private (byte[]? Body, string? Type) ReadBody()
    {
        object? body = cmdlet.Body.Unwrap();
        return body switch
        {
            null => (null, cmdlet.InFile is null ? null : Octets),
            byte[] bytes => (bytes, Octets),
            string text => (Encoding.UTF8.GetBytes(text), LooksLikeJson(text) ? Json : "text/plain; charset=utf-8"),
            _ => (Encoding.UTF8.GetBytes(new ObjectSerializer(new SerializationOptions()).ToJson([cmdlet.Body])), Json),
        };
    }

    private static bool LooksLikeJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    private static List<KeyValuePair<string, string>> ToPairs(IDictionary? given)
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (DictionaryEntry entry in given ?? new Hashtable())
        {
            // Several values of one name stand for it several times.
            object? value = entry.Value.Unwrap();
            foreach (object? one in value is object?[] several ? several : [value])
                pairs.Add(new(LanguagePrimitives.ConvertTo<string>(entry.Key), ToText(one.Unwrap())));
        }
        return pairs;
    }

    private static string ToText(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => LanguagePrimitives.ConvertTo<string>(value),
    };
}
