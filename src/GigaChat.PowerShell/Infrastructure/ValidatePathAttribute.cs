using System.Management.Automation;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// Refuses the text of a key, of a certificate or of settings where the path of a file is asked for, without repeating it: the error of
/// a file that is missing would show it as a path.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class ValidatePathAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        if (element.Unwrap() is string path && NameText.IsFileText(path))
            throw new ValidationMetadataException(CmdletMessages.TextInsteadOfPath);
    }
}
