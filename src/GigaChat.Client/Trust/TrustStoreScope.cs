namespace GigaChat;

/// <summary>Whether a certificate is installed for the user or for the machine.</summary>
public enum TrustStoreScope
{
    /// <summary>The current user.</summary>
    CurrentUser,

    /// <summary>Everybody on this machine; takes an administrator.</summary>
    LocalMachine,
}
