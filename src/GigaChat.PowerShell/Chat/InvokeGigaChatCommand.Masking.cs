using System.Management.Automation;
using GigaChat.Commands.Masking;

namespace GigaChat.Commands;

/// <content>What is masked before it is sent.</content>
public sealed partial class InvokeGigaChatCommand
{
    /// <summary>
    /// What is masked before it is sent: kinds of text, or dictionaries of names and regular expressions; an empty array for nothing.
    /// Without it what the connection masks.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(MaskCompleter))]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public object[]? Mask { get; set; }

    /// <summary>Leaves the marks in the text and the value of the answer.</summary>
    [Parameter]
    public SwitchParameter KeepMask { get; set; }

    // Files are uploaded as they are: that is said before the first request that has one.
    private Action<ChatRequest> WarnOfUploads(TextMaskRules? ofConnection, Action<ChatRequest> send)
    {
        var warnings = new UploadWarnings(ofConnection, WriteWarning);
        return request =>
        {
            warnings.Observe(request);
            send(request);
        };
    }
}
