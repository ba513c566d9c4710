using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.TrustStores;

/// <summary>How a tool ended.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>What the tool complained of, on one line.</summary>
    public string ErrorLine
        => string.Join(' ', (Error.Length > 0 ? Error : Output).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Throws where the tool says that it failed. That it says nothing proves nothing: the store is read afterwards.</summary>
    /// <exception cref="TrustStoreException">The exit code is not 0.</exception>
    public void ThrowIfFailed(string tool)
    {
        if (ExitCode != 0)
            throw new TrustStoreException(Localized.Format(TrustStoreMessages.ToolFailed, Path.GetFileName(tool), ExitCode, ErrorLine));
    }
}
