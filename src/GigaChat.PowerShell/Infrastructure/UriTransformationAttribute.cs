using System.Management.Automation;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// Takes a text for an address. PowerShell's own conversion repeats the text in its error, with the password that the address of a proxy
/// may hold.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class UriTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        if (value is null or Uri)
            return value;
        return Uri.TryCreate(value.ToString(), UriKind.RelativeOrAbsolute, out Uri? address)
            ? address
            : throw new ArgumentTransformationMetadataException(CmdletMessages.AddressUnreadable);
    }
}
