using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Authentication;

/// <summary>Finds a client certificate in the system's personal store: the user's first, then the machine's.</summary>
internal static class ClientCertificateStore
{
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.KeyInvalid"/> where there is none of that thumbprint.</exception>
    public static X509Certificate2 Find(string thumbprint)
    {
        string digits = string.Concat(thumbprint.Where(char.IsAsciiHexDigit));
        return Find(StoreLocation.CurrentUser, digits)
            ?? Find(StoreLocation.LocalMachine, digits)
            ?? throw new GigaChatException(GigaChatErrorKind.KeyInvalid, Localized.Format(
                Messages.ThumbprintUnknown, thumbprint.All(char.IsAsciiHexDigit) ? thumbprint : NameText.OrLength(thumbprint)));
    }

    private static X509Certificate2? Find(StoreLocation location, string thumbprint)
    {
        try
        {
            using var store = new X509Store(StoreName.My, location);
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false).FirstOrDefault();
        }
        catch (CryptographicException)
        {
            // There is no such store on this system.
            return null;
        }
    }
}
