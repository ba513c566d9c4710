using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>Takes a reply for the conversation it belongs to.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class ConversationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        if (inputData is PSObject { TypeNames: [_, ..] names } && names.Contains("Deserialized.GigaChat.ChatReply"))
            throw new ArgumentTransformationMetadataException(CmdletMessages.ReplyLeftConversation);
        return value is ChatReply reply ? reply.BranchConversation() ?? value : value;
    }
}
