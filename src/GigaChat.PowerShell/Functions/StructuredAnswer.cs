using System.Management.Automation;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Functions;

/// <summary>The value of a structured answer in the form that scripts use.</summary>
internal static class StructuredAnswer
{
    /// <summary>Makes PowerShell's objects of the value of a reply, or an object of a class.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="type">The class; null for objects as they come.</param>
    /// <param name="convert">Converts a value, as <see cref="ConvertValue"/> does.</param>
    /// <exception cref="ChatException"><see cref="GigaChatErrorKind.ResponseInvalid"/>: the class does not take it.</exception>
    public static void Convert(ChatReply reply, Type? type, Func<Type, object?, object?> convert)
    {
        try
        {
            reply.Value = convert(type ?? typeof(object), reply.Value);
        }
        catch (FormatException e)
        {
            LocalizedMessage message = Localized.Format(FunctionCmdletMessages.AnswerNotOfType, type?.Name, e.Message);
            throw new ChatException(GigaChatErrorKind.ResponseInvalid, message, e.InnerException)
            {
                RequestId = reply.RequestId,
                PartialReply = reply,
            };
        }
    }

    /// <summary>Makes PowerShell's objects of a value, or an object of a class.</summary>
    /// <param name="type">The class; <see cref="object"/> for objects as they come.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="FormatException">The class does not take it.</exception>
    public static object? ConvertValue(Type type, object? value)
    {
        try
        {
            return StructuredOutputConverter.To(type, value);
        }
        catch (Exception e) when (e is not (PipelineStoppedException or OperationCanceledException or OutOfMemoryException))
        {
            // Converters, constructors and setters of any class take part: what they throw is about this answer, not about the next.
            throw new FormatException(e.GetBaseException().Message, e);
        }
    }
}
