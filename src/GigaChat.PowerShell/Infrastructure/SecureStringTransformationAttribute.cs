using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// Takes for a secure string what secrets are kept in: a plain string, the lines of a file, the bytes that some vaults hand out, a
/// credential, and the text of ConvertFrom-SecureString.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class SecureStringTransformationAttribute : ArgumentTransformationAttribute
{
    // What ConvertFrom-SecureString begins its text with: on Windows (DPAPI), and with -Key anywhere.
    private const string ProtectedText = "01000000d08c9ddf0115d1118c7a00c04fc297eb";
    private const string KeyedText = "76492d1116743f0423413b16050a5345";

    /// <summary>A credential of two UUIDs is a client id with its secret: the key in clear, <c>clientId:clientSecret</c>.</summary>
    public bool TakesPair { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        return value switch
        {
            null or SecureString => value,
            string text => FromText(text, engineIntrinsics),
            byte[] bytes => ToSecureString(Encoding.UTF8.GetString(bytes)),
            PSCredential credential => FromCredential(credential),
            IEnumerable list and not IDictionary when FromLines(list) is { } text => FromText(text, engineIntrinsics),
            _ => throw new ArgumentTransformationMetadataException(Localized.Format(CmdletMessages.SecretUnusable, value.GetType().Name)),
        };
    }

    private static SecureString FromText(string text, EngineIntrinsics? engine)
    {
        string trimmed = text.Trim();
        if (trimmed.StartsWith(KeyedText, StringComparison.OrdinalIgnoreCase))
            throw new ArgumentTransformationMetadataException(CmdletMessages.SecretNeedsItsKey);
        return engine is not null && IsOfConvertFromSecureString(trimmed) ? Restore(trimmed, engine) : ToSecureString(text);
    }

    // Elsewhere than on Windows the text is the UTF-16 of the secret, not encrypted: four digits a character.
    private static bool IsOfConvertFromSecureString(string text)
    {
        if (text.StartsWith(ProtectedText, StringComparison.OrdinalIgnoreCase))
            return true;
        if (text.Length < 8 || text.Length % 4 != 0 || !text.All(char.IsAsciiHexDigit))
            return false;
        for (int index = 0; index < text.Length; index += 4)
        {
            // ASCII alone, as keys, tokens and most passwords are: then no other text looks like it.
            if (text[index + 2] != '0' || text[index + 3] != '0')
                return false;
        }
        return true;
    }

    private static SecureString Restore(string text, EngineIntrinsics engine)
    {
        try
        {
            using var script = PowerShell.Create(RunspaceMode.CurrentRunspace);
            script.AddCommand(@"Microsoft.PowerShell.Security\ConvertTo-SecureString").AddParameter("String", text)
                .AddParameter("ErrorAction", ActionPreference.Stop);
            return script.Invoke<SecureString>()[0];
        }
        catch (RuntimeException e)
        {
            // The text of another user or another machine. The error of the cmdlet would repeat it.
            throw new ArgumentTransformationMetadataException(Localized.Format(CmdletMessages.SecretOfAnother, e.GetType().Name));
        }
    }

    // Get-Credential, with the client id as user name and the secret as password, or with the whole key as password.
    private SecureString FromCredential(PSCredential credential)
    {
        if (!TakesPair || !Guid.TryParse(credential.UserName, out _) || !Guid.TryParse(credential.GetNetworkCredential().Password, out _))
            return credential.Password;
        return ToSecureString($"{credential.UserName}:{credential.GetNetworkCredential().Password}");
    }

    // Get-Content of a file with an empty line, or of one whose key is broken into lines.
    private static string? FromLines(IEnumerable list)
    {
        string?[] lines = [.. list.Cast<object?>().Select(static item => item.Unwrap() as string)];
        return lines.Length > 0 && lines.All(static line => line is not null) ? string.Join('\n', lines).Trim() : null;
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
