using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Chat;

/// <summary>
/// The limits of the service on files in a chat, looked at before anything is uploaded or sent. A message has files of
/// one kind: one picture, or one document (of several the service reads the first and says nothing), or sound. A
/// request, so all messages of the conversation together, has at most ten pictures, and less than 80 MB of pictures
/// and sound.
/// </summary>
internal static class AttachmentRules
{
    private const int MaxImages = 10;
    private const long MaxMediaBytes = 80L * 1024 * 1024;

    /// <param name="message">Kind and size of each file of the new message; a null kind is not known.</param>
    /// <param name="history">The same of the messages before.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.TooLarge"/> for number and volume, <see cref="GigaChatErrorKind.InvalidRequest"/> for mixed
    /// kinds.
    /// </exception>
    public static void Check(
        IReadOnlyCollection<(FileKind? Kind, long Size)> message, IReadOnlyCollection<(FileKind? Kind, long Size)> history)
    {
        if (message.Select(static file => file.Kind).OfType<FileKind>().Distinct().Count() > 1)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, FileMessages.KindsMixed);
        if (Count(message, FileKind.Image) is > 1 and var pictures)
            throw new GigaChatException(GigaChatErrorKind.TooLarge, Localized.Format(FileMessages.OneImage, pictures));
        if (Count(message, FileKind.Document) is > 1 and var documents)
            throw new GigaChatException(GigaChatErrorKind.TooLarge, Localized.Format(FileMessages.OneDocument, documents));

        (FileKind? Kind, long Size)[] all = [.. history, .. message];
        if (Count(all, FileKind.Image) is > MaxImages and var images)
            throw new GigaChatException(GigaChatErrorKind.TooLarge, Localized.Format(FileMessages.TooManyImages, images, MaxImages));
        long media = all.Where(static file => file.Kind is FileKind.Image or FileKind.Audio).Sum(static file => file.Size);
        if (media >= MaxMediaBytes)
            throw new GigaChatException(
                GigaChatErrorKind.TooLarge,
                Localized.Format(FileMessages.TooMuchMedia, ByteSize.ToText(media), ByteSize.ToText(MaxMediaBytes)));
    }

    private static int Count(IEnumerable<(FileKind? Kind, long Size)> files, FileKind kind) => files.Count(file => file.Kind == kind);
}
