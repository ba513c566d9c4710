using GigaChat.Resources;

namespace GigaChat;

/// <summary>How a tool ended.</summary>
internal sealed record ProcessOutcome(int ExitCode, string Output, string Error)
{
    /// <summary>What the tool complained of, on one line.</summary>
    public string Complaint => string.Join(' ', (Error.Length > 0 ? Error : Output).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Throws where the tool says that it failed. That it says nothing proves nothing: the store is read afterwards.</summary>
    /// <exception cref="TrustStoreException">The exit code is not 0.</exception>
    public void ThrowIfFailed(string tool)
    {
        if (ExitCode != 0)
            throw new TrustStoreException(Text.Format(TrustMessages.ToolFailed, Path.GetFileName(tool), ExitCode, Complaint));
    }
}
