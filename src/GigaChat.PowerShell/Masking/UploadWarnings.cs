using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Masking;

/// <summary>Says of files that they are uploaded as they are, although texts are masked: each once, before anything is sent.</summary>
/// <param name="ofConnection">What the connection masks; null for nothing.</param>
/// <param name="warn">Writes a warning.</param>
internal sealed class UploadWarnings(TextMaskRules? ofConnection, Action<string> warn)
{
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    /// <summary>Looks at one request.</summary>
    public void Observe(ChatRequest request)
    {
        if (request.Attachments is not { Count: > 0 } attachments || !request.CreateMasker(ofConnection).Rules.IsOn)
            return;
        foreach (string path in attachments.Select(static attachment => attachment.Path).OfType<string>())
        {
            if (_named.Add(path))
                warn(Localized.Format(CmdletMessages.MaskLeavesFile, Path.GetFileName(path)));
        }
    }
}
