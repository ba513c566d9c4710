using System.Security;

namespace GigaChat.Commands.Connection;

/// <summary>Takes the secret out of a parameter.</summary>
internal static class SecretParameter
{
    /// <summary>Makes a credential from a copy of the secret. The copy is cleared afterwards: the credential has one of its own.</summary>
    /// <param name="value">The secret of a parameter.</param>
    /// <param name="create">Makes the credential.</param>
    public static GigaChatCredential ToCredential(this SecureString value, Func<Secret, GigaChatCredential> create)
    {
        using var secret = Secret.From(value);
        return create(secret);
    }
}
