using System.Management.Automation;
using GigaChat.Commands.Masking;

namespace GigaChat.Commands;

/// <summary>Shows texts as -Mask would send them. Asks nothing of the service.</summary>
[Cmdlet(VerbsCommon.Hide, "GigaChatText", DefaultParameterSetName = TextSet)]
[OutputType(typeof(string), typeof(MaskedText))]
public sealed class HideGigaChatTextCommand : TextInputCommand
{
    private TextMasker? _masker;

    /// <summary>
    /// What is masked: kinds of text, or dictionaries of names and regular expressions. Without it what the connection masks, else all.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(MaskCompleter))]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public object[]? Mask { get; set; }

    /// <summary>Writes objects with the text and the marks, instead of texts.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _masker = GetOrFail(
        Mask,
        () => new TextMasker(MaskInput.Read(Mask) ?? MaskInput.OfConnection(Connection) ?? TextMaskRules.Create([TextMaskRules.AllKinds])));

    /// <inheritdoc/>
    protected override void ProcessText(string text, object? source)
    {
        if (PassThru)
            WriteObject(this.MaskText(text, (whole, token) => _masker!.MaskWithMarks(whole, source, token)));
        else
            WriteObject(this.MaskText(text, _masker!.Mask));
    }
}
