using System.Management.Automation;
using System.Text;

namespace GigaChat.Commands.Serialization;

/// <summary>Errors as text for a model.</summary>
internal static class ErrorText
{
    /// <summary>
    /// Message, id, category, place and causes, a line each. What a program wrote to its error stream is that line alone.
    /// </summary>
    public static string Of(ErrorRecord error)
    {
        // The position of such a record is the command line, with the passwords in it.
        if (error.FullyQualifiedErrorId is "NativeCommandError" or "NativeCommandErrorMessage")
            return error.Exception.Message;
        var text = new StringBuilder(error.Exception.Message)
            .Append("\nFullyQualifiedErrorId: ").Append(error.FullyQualifiedErrorId)
            .Append("\nCategoryInfo: ").Append(error.CategoryInfo);
        if (!string.IsNullOrEmpty(error.InvocationInfo?.PositionMessage))
            text.Append('\n').Append(error.InvocationInfo.PositionMessage);
        if (!string.IsNullOrEmpty(error.ScriptStackTrace))
            text.Append('\n').Append(error.ScriptStackTrace);
        for (Exception? cause = error.Exception.InnerException; cause is not null; cause = cause.InnerException)
            text.Append("\nInnerException: ").Append(cause.GetType().FullName).Append(": ").Append(cause.Message);
        return text.ToString();
    }

    /// <summary>An exception by itself.</summary>
    public static string Of(Exception error) => Of(new ErrorRecord(error, error.GetType().Name, ErrorCategory.NotSpecified, null));

    /// <summary>An error that was serialized: its message, id and category.</summary>
    public static string OfDeserialized(PSObject error)
    {
        object? exception = error.Properties["Exception"]?.Value;
        object? message = (exception is null ? error : PSObject.AsPSObject(exception)).Properties["Message"]?.Value;
        string text = message as string ?? exception?.ToString() ?? error.ToString();
        if (error.Properties["FullyQualifiedErrorId"]?.Value is not string id)
            return text;
        if (id is "NativeCommandError" or "NativeCommandErrorMessage")
            return text;
        text += "\nFullyQualifiedErrorId: " + id;
        return error.Properties["CategoryInfo"]?.Value is { } category ? $"{text}\nCategoryInfo: {category}" : text;
    }

    /// <summary>The message with those of its causes, on one line: an error within an object.</summary>
    public static string Brief(Exception error)
        => error.InnerException is { } cause && !error.Message.Contains(cause.Message, StringComparison.Ordinal)
            ? $"{error.Message} ({cause.GetType().Name}: {Brief(cause)})"
            : error.Message;
}
