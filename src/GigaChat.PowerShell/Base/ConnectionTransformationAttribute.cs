using System.Management.Automation;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Takes the name of a connection for the connection.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        if (value is not string name)
            return value;
        return ConnectionStore.TryGet(name, out GigaChatConnection? connection)
            ? connection
            : throw new ArgumentTransformationMetadataException(Text.Format(CmdletMessages.ConnectionUnknown, name));
    }
}
