using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>The files of the requests: those of <c>-Attachment</c>, for every request, and those that came through the pipeline.</summary>
internal sealed class AttachmentInput(IChatInputHost host)
{
    private readonly List<ChatAttachment> _common = [];

    /// <summary>Files came through the pipeline, to go into one request.</summary>
    public bool HasPiped { get; private set; }

    /// <summary>Whether a file is attached by its type; the text of other files becomes part of the prompt.</summary>
    public static bool IsAttached(string path) => FileType.Find(path) is { IsPlainText: false };

    /// <summary>Reads <c>-Attachment</c>; a value that cannot be attached ends the pipeline before anything is sent.</summary>
    public void Resolve(IReadOnlyList<object?> given)
    {
        foreach (object? item in given)
            host.RunOrFail(item, () => _common.AddRange(Find(item)));
    }

    /// <summary>Adds a file from the pipeline to the one request.</summary>
    public void Add(ChatAttachment attachment)
    {
        _common.Add(attachment);
        HasPiped = true;
    }

    /// <summary>All files of a request; null for none.</summary>
    /// <param name="own">The file that the request is about, if any.</param>
    public IReadOnlyList<ChatAttachment>? With(ChatAttachment? own)
    {
        if (own is not null)
            return [own, .. _common];
        return _common.Count > 0 ? [.. _common] : null;
    }

    private ChatAttachment[] Find(object? given) => host.Unwrap(given) switch
    {
        GigaChatFile file => [ChatAttachment.FromFile(file)],
        FileSystemInfo file => [FromPath(file.FullName)],
        string text => FromText(text),
        _ when given is not null && host.FindId(given) is { } id => [ChatAttachment.FromId(id)],
        _ => throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(CmdletMessages.AttachmentUnusable, given)),
    };

    private ChatAttachment[] FromText(string text)
    {
        // Ids are UUIDs; a file with such a name is given as ./name.
        if (Guid.TryParseExact(text, "D", out _))
            return [ChatAttachment.FromId(text)];
        // An existing file with brackets in its name takes precedence over a wildcard.
        return [.. host.ResolvePath(text, literal: host.IsFile(text)).Select(FromPath)];
    }

    /// <summary>A file of this computer, checked for its kind and size.</summary>
    public static ChatAttachment FromPath(string path)
    {
        var attachment = ChatAttachment.FromPath(path);
        attachment.Validate();
        return attachment;
    }
}
