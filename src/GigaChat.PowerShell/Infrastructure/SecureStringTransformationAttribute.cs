using System.Management.Automation;
using System.Security;
using System.Text;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Takes a plain string, or the bytes that some vaults hand out, for a secure string.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class SecureStringTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        return value switch
        {
            string text => ToSecureString(text),
            byte[] bytes => ToSecureString(Encoding.UTF8.GetString(bytes)),
            _ => value,
        };
    }

    private static SecureString ToSecureString(string text)
    {
        var secure = new SecureString();
        foreach (char c in text)
            secure.AppendChar(c);
        secure.MakeReadOnly();
        return secure;
    }
}
