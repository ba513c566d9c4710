namespace GigaChat;

/// <summary>Which way a file goes.</summary>
public enum TransferDirection
{
    /// <summary>To the service.</summary>
    Upload,

    /// <summary>From the service.</summary>
    Download,
}
