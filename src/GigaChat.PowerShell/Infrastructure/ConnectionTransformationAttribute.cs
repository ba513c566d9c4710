using System.Management.Automation;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

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
        return ConnectionRegistry.TryGet(name, out GigaChatConnection? connection)
            ? connection
            : throw new ArgumentTransformationMetadataException(
                Localized.Format(CmdletMessages.ConnectionUnknown, NameText.OrLength(name)));
    }
}
