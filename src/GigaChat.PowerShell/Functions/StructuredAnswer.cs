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
    /// <exception cref="ChatException"><see cref="GigaChatErrorKind.ResponseInvalid"/>: the class does not take it.</exception>
    public static void Convert(ChatReply reply, Type? type)
    {
        try
        {
            reply.Value = StructuredOutputConverter.To(type ?? typeof(object), reply.Value);
        }
        catch (Exception e) when (e is not (PipelineStoppedException or OperationCanceledException or OutOfMemoryException))
        {
            // Converters, constructors and setters of any class take part: what they throw is about this answer, not about the next.
            LocalizedMessage message = Localized.Format(
                FunctionCmdletMessages.AnswerNotOfType, type?.Name, e.GetBaseException().Message);
            throw new ChatException(GigaChatErrorKind.ResponseInvalid, message, e)
            {
                RequestId = reply.RequestId,
                PartialReply = reply,
            };
        }
    }
}
