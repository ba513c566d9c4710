using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Files;

/// <summary>What the service demands of the files that messages refer to.</summary>
internal static class AttachmentRules
{
    private const int MaxImages = 10;
    private const long MaxMediaBytes = 80L << 20;

    /// <exception cref="Refusal">A file that is not there or not the asker's, kinds mixed in a message, or too many.</exception>
    public static void Check(FileStore files, Exchange exchange, IReadOnlyList<ChatMessage> messages)
    {
        var images = 0;
        long media = 0;
        foreach (var message in messages)
        {
            if (message.Attachments.Count > 0 && message.Role != "user")
                throw Refusal.Invalid("only user messages can have attachments");
            var attached = message.Attachments.Select(id => files.Require(exchange, id)).ToList();
            if (attached.Select(file => file.Modality).Distinct().Count() > 1)
                throw Refusal.Invalid("attachments of different types in one message");
            var drawn = attached.Count(file => file.Modality == FileModality.Image);
            if (drawn > 1)
                throw Refusal.Invalid("only one image per message is allowed");
            images += drawn;
            media += attached.Where(file => file.Modality != FileModality.Text).Sum(file => (long)file.Content.Length);
        }

        if (images > MaxImages)
            throw Refusal.Invalid($"too many images, maximum is {MaxImages}");
        if (media >= MaxMediaBytes)
            throw new Refusal(413, "Payload too large");
    }
}
