using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Chat;

/// <summary>Takes a reply for the conversation it belongs to.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class ConversationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        return value is ChatReply { Conversation: { } conversation } ? conversation : value;
    }
}
