using System.Text;
using System.Text.Json;
using GigaChat.Chat;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>Conversations as files: messages, session id, model and usage; nothing of the connection.</summary>
public static class ConversationFile
{
    // A hundred times what any model of the service takes.
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>
    /// Saves a conversation, whole or not at all (<see cref="AtomicFile"/>). A new file is for its owner alone; one that is replaced
    /// keeps its permissions and owner.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="path">The full path of the file to be.</param>
    /// <param name="overwrite">Replaces a file that is there already.</param>
    /// <param name="cancellationToken">Ends the writing; nothing is left behind.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.FileExists"/> or <see cref="GigaChatErrorKind.FileNotWritten"/>.
    /// </exception>
    /// <returns>When done.</returns>
    public static async Task SaveAsync(
        GigaChatConversation conversation, string path, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(path);
        string? folder = Path.GetDirectoryName(path);
        if (Directory.Exists(path))
            throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(ConversationMessages.IsFolder, path));
        if (!Directory.Exists(folder))
            throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(ConversationMessages.FolderMissing, folder));
        EnsureCanWrite(path, overwrite);

        try
        {
            using var temporary = new AtomicFile(AtomicFile.FolderOf(path), isPrivate: true);
            FileStream file = temporary.Create(bufferSize: 4096);
            await using (file.ConfigureAwait(false))
            {
                ConversationDocument document = conversation.ToDocument();
                await JsonSerializer.SerializeAsync(
                    file, document, ConversationJsonContext.Instance.ConversationDocument, cancellationToken)
                    .ConfigureAwait(false);
            }
            EnsureCanWrite(path, overwrite);
            temporary.MoveTo(path, overwrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GigaChatException(
                GigaChatErrorKind.FileNotWritten,
                Localized.Format(ConversationMessages.NotWritten, path, e.Message),
                e);
        }
    }

    /// <summary>Loads a conversation that was saved.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.ConversationInvalid"/> for what is none or of a newer version,
    /// <see cref="GigaChatErrorKind.TooLarge"/>, <see cref="GigaChatErrorKind.FileNotFound"/>.
    /// </exception>
    /// <returns>The conversation, with its session id and usage.</returns>
    public static async Task<GigaChatConversation> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            byte[] bytes = await LocalFile.ReadAsync(path, MaxBytes, acceptPipe: false, cancellationToken).ConfigureAwait(false)
                ?? throw new GigaChatException(
                    GigaChatErrorKind.TooLarge, Localized.Format(ConversationMessages.TooLarge, path, ByteSize.ToText(MaxBytes)));
            using JsonDocument json = JsonDocument.Parse(WithoutMark(bytes));
            CheckVersion(json.RootElement, path);
            ConversationDocument document = json.RootElement.Deserialize(ConversationJsonContext.Instance.ConversationDocument)!;
            return GigaChatConversation.From(document) ?? throw Invalid(ConversationMessages.Damaged, path, null, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text holds half of a surrogate pair.
            throw Invalid(ConversationMessages.NotConversation, path, null, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.Unreadable(path, e);
        }
    }

    // Some editors put a byte-order mark first, which is no JSON.
    private static ReadOnlyMemory<byte> WithoutMark(byte[] bytes)
        => bytes.AsMemory(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);

    // Before anything else is read: the next version may look quite different.
    private static void CheckVersion(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object
            || !json.TryGetProperty("format", out JsonElement format) || format.ValueKind != JsonValueKind.String
            || format.GetString() != ConversationDocument.FormatName
            || !json.TryGetProperty("version", out JsonElement version) || version.ValueKind != JsonValueKind.Number)
            throw Invalid(ConversationMessages.NotConversation, path, null, null);
        if (!version.TryGetInt32(out int number) || number is < ConversationDocument.OldestVersion or > ConversationDocument.CurrentVersion)
            throw Invalid(ConversationMessages.VersionUnknown, path, version.GetRawText(), null);
    }

    private static void EnsureCanWrite(string path, bool overwrite)
    {
        if (!overwrite && AtomicFile.IsTaken(path))
            throw new GigaChatException(GigaChatErrorKind.FileExists, Localized.Format(ConversationMessages.Exists, path));
    }

    private static GigaChatException Invalid(string message, string path, string? version, Exception? inner)
        => new(GigaChatErrorKind.ConversationInvalid, Localized.Format(message, path, version, ConversationDocument.CurrentVersion), inner);
}
