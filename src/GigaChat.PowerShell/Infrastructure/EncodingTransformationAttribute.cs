using System.Management.Automation;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Takes the name or the code page of an encoding for the encoding.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class EncodingTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        try
        {
            return value switch
            {
                string name => TextEncoding.Parse(name),
                int page => TextEncoding.Parse(page.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                _ => value,
            };
        }
        catch (GigaChatException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }
}
