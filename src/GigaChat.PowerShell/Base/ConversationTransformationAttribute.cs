using System.Management.Automation;

namespace GigaChat.Commands;

/// <summary>Takes a reply for the conversation it belongs to.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ConversationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is ChatReply { Conversation: { } conversation } ? conversation : value;
    }
}
