using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Serialization;

/// <summary>Notices where what is about to be sent can hardly be what was meant, and warns once for each reason.</summary>
/// <param name="isFile">Whether a text is the path of a file.</param>
/// <param name="warn">Takes a warning.</param>
internal sealed class InputWarnings(Func<string, bool> isFile, Action<string> warn)
{
    // One such character may stand in a text on purpose.
    private const int ManyUndecoded = 3;
    private const int MaxPathLength = 4096;

    private int _texts;
    private int _undecoded;
    private bool _areAllFiles = true;
    private bool _warnedOfDecoding;
    private bool _warnedOfFiles;

    /// <summary>Takes a string of the pipeline.</summary>
    public void Observe(string text)
    {
        _texts++;
        ObserveCharacters(text);
        _areAllFiles = _areAllFiles && IsPath(text) && isFile(text);
    }

    /// <summary>Something else than strings comes too.</summary>
    public void ObserveOther() => _areAllFiles = false;

    /// <summary>Takes a text that is no string of the pipeline: a prompt, or what was made of an object.</summary>
    public void ObserveCharacters(string? text) => _undecoded += text.AsSpan().Count('\uFFFD');

    /// <summary>Warns of what was observed so far; called before it is sent.</summary>
    public void Warn()
    {
        if (_undecoded >= ManyUndecoded && !_warnedOfDecoding)
        {
            _warnedOfDecoding = true;
            warn(Localized.Format(CmdletMessages.TextNotDecoded, _undecoded));
        }
        if (_texts > 0 && _areAllFiles && !_warnedOfFiles)
        {
            _warnedOfFiles = true;
            warn(CmdletMessages.StringsAreFiles);
        }
    }

    private static bool IsPath(string text)
        => text.Length is > 0 and <= MaxPathLength && !text.Contains('\n', StringComparison.Ordinal)
            && text.AsSpan().ContainsAny('/', '\\', '.');
}
