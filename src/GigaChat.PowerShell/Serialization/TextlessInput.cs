using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Serialization;

/// <summary>Refuses objects of the pipeline whose text is not what their user means.</summary>
internal static class TextlessInput
{
    /// <summary>Looks at one object.</summary>
    /// <param name="cmdlet">The cmdlet that takes it; what Format-Table and its like write ends its pipeline.</param>
    /// <param name="value">The object, without its wrapper.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotText"/>: a file that lies with the service.</exception>
    public static void Refuse(AsyncCommand cmdlet, object? value)
    {
        // Its text would be its name and size; what is in it lies with the service.
        if (value is GigaChatFile file)
            throw IsAttachment(file.FileName ?? file.Id);
        if (value is not null && PowerShellInternals.IsFormatData(value))
            cmdlet.Fail(new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.FormattedInput), null);
    }

    /// <summary>The error of a file that is no text.</summary>
    /// <param name="name">Its name or path.</param>
    public static GigaChatException IsAttachment(string name)
        => new(GigaChatErrorKind.FileNotText, Localized.Format(CmdletMessages.FileIsAttachment, name));
}
