using System.Management.Automation;
using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using GigaChat.Commands.Infrastructure;
using GigaChat.Resources;

namespace GigaChat.Commands.Serialization;

/// <summary>The kinds of objects that have a text of their own, which says more than their properties.</summary>
internal static class SpecialText
{
    private const string MatchInfo = "Microsoft.PowerShell.Commands.MatchInfo";
    private const string WebResponse = "Microsoft.PowerShell.Commands.WebResponseObject";
    private const string Records = "System.Management.Automation.";

    /// <summary>The text of an object by itself; null where it has none.</summary>
    /// <param name="item">The object, with its wrapper.</param>
    /// <param name="value">The object without it.</param>
    /// <param name="options">Encoding and location.</param>
    /// <param name="warn">Takes a warning.</param>
    public static string? Of(object item, object value, SerializationOptions options, Action<string> warn) => value switch
    {
        string text => text,
        ErrorRecord error => ErrorText.Of(error),
        Exception error => ErrorText.Of(error),
        byte[] bytes => ByteText.Decode(bytes, options.Encoding),
        IEnumerable<byte> bytes => ByteText.Decode([.. bytes], options.Encoding),
        ICredentials => null,
        _ => Common(item, value, options) ?? Foreign(item, value, options, warn),
    };

    /// <summary>The text of an object within another one; null where it has none.</summary>
    public static string? Nested(object item, object value, SerializationOptions options) => value switch
    {
        ErrorRecord error => ErrorText.Brief(error.Exception),
        Exception error => ErrorText.Brief(error),
        byte[] bytes => ByteText.TryDecode(bytes, options.Encoding) ?? Mark.Bytes(bytes.Length),
        FileSystemInfo file => file.FullName,
        _ => Common(item, value, options),
    };

    private static string? Common(object item, object value, SerializationOptions options) => value switch
    {
        string text => text,
        char letter => letter.ToString(),
        StringBuilder or ScriptBlock or ChatReply or ChatChunk or XObject or Version or IPAddress or IPEndPoint
            or System.Text.RegularExpressions.Regex or System.Net.Mail.MailAddress => value.ToString(),
        GigaChatConversation talk => string.Join('\n', talk.Messages.Select(static message => message.Content)),
        IndexHit hit => hit.ToMaterial(),
        Uri address => address.OriginalString,
        System.Text.RegularExpressions.Capture capture => capture.Value,
        // The rest is headers, with keys and cookies among them, and the request that led to the answer.
        HttpResponseMessage answer => $"{(int)answer.StatusCode} {answer.ReasonPhrase}",
        HttpRequestMessage request => $"{request.Method} {request.RequestUri}",
        Type type => type.FullName ?? type.Name,
        XmlNode node => node.OuterXml,
        WarningRecord record => "WARNING: " + record.Message,
        VerboseRecord record => "VERBOSE: " + record.Message,
        DebugRecord record => "DEBUG: " + record.Message,
        ProgressRecord record => $"PROGRESS: {record.Activity}: {record.StatusDescription}",
        InformationRecord { MessageData: { } data } => Information(data, options),
        // Not in the assembly that modules are compiled against.
        _ when value.GetType().FullName == Records + "SemanticVersion" => value.ToString(),
        _ when Is(item, value, MatchInfo) => Match(PSObject.AsPSObject(item), options.Location),
        _ => null,
    };

    // Of an object that was serialized only the names of its types are left.
    private static string? Foreign(object item, object value, SerializationOptions options, Action<string> warn)
    {
        PSObject wrapped = PSObject.AsPSObject(item);
        if (Is(item, value, WebResponse))
            return WebContent(wrapped.Properties["Content"]?.Value, options);
        if (value is not PSCustomObject || PowerShellInternals.TypeNamesOf(wrapped) is not [{ } name, ..]
            || !name.StartsWith(ObjectKind.DeserializedPrefix, StringComparison.Ordinal))
        {
            return null;
        }
        if (ObjectKind.Is(item, "GigaChat.ChatReply"))
        {
            warn(CmdletMessages.SavedReplyIsText);
            return Text("Text");
        }
        if (ObjectKind.Is(item, "GigaChat.GigaChatConversation"))
        {
            warn(CmdletMessages.SavedConversationIsText);
            return string.Join('\n', Messages().Select(static message => message.Properties["Content"]?.Value?.ToString()));
        }
        if (ObjectKind.Is(item, "System.Exception") || ObjectKind.Is(item, Records + nameof(ErrorRecord)))
            return ErrorText.OfDeserialized(wrapped);
        if (ObjectKind.Is(item, Records + nameof(InformationRecord)))
            return wrapped.Properties["MessageData"]?.Value is { } data ? Information(data, options) : null;
        return name[ObjectKind.DeserializedPrefix.Length..] switch
        {
            Records + nameof(WarningRecord) => "WARNING: " + Message(),
            Records + nameof(VerboseRecord) => "VERBOSE: " + Message(),
            Records + nameof(DebugRecord) => "DEBUG: " + Message(),
            _ => null,
        };

        IEnumerable<PSObject> Messages() => (wrapped.Properties["Messages"]?.Value.Unwrap() as System.Collections.IEnumerable)
            ?.Cast<object>().Select(PSObject.AsPSObject) ?? [];

        // So PowerShell serializes the message of a record.
        string Message() => Text(wrapped.Properties["InformationalRecord_Message"] is null ? "Message" : "InformationalRecord_Message");

        string Text(string property) => wrapped.Properties[property]?.Value?.ToString() ?? "";
    }

    private static bool Is(object item, object value, string type)
        => (value is PSCustomObject || value.GetType().Namespace == "Microsoft.PowerShell.Commands") && ObjectKind.Is(item, type);

    // Write-Host wraps its text, with its colours.
    private static string Information(object data, SerializationOptions options)
    {
        object value = data.Unwrap();
        if (value is HostInformationMessage message)
            return message.Message;
        if (PSObject.AsPSObject(data) is { BaseObject: PSCustomObject } saved && saved.Properties["Message"]?.Value is string text)
            return text;
        return Nested(data, value, options) ?? data.ToString() ?? "";
    }

    // As Select-String prints it; with -Context the lines around are printed too.
    private static string Match(PSObject match, string? location)
    {
        if (match.BaseObject is not PSCustomObject && location is not null && match.Methods["ToString"] is { } print)
            return print.Invoke(location).ToString()!;
        string line = Text("Line");
        string path = Text("Path");
        return path is "" or "InputStream" ? line : $"{path}:{Text("LineNumber")}:{line}";

        string Text(string property) => match.Properties[property]?.Value?.ToString() ?? "";
    }

    // The rest of the answer repeats it, or is its headers, with cookies among them.
    private static string? WebContent(object? content, SerializationOptions options) => content.Unwrap() switch
    {
        string text => text,
        byte[] bytes => ByteText.Decode(bytes, options.Encoding),
        _ => null,
    };
}
