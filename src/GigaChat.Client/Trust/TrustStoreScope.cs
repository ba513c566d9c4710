namespace GigaChat;

/// <summary>For whom a certificate is installed.</summary>
public enum TrustStoreScope
{
    /// <summary>The current user.</summary>
    CurrentUser,

    /// <summary>Everybody on this machine; takes an administrator.</summary>
    LocalMachine,
}
