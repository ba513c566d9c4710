using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Files;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>The files that go with prompts: those of <c>-Attachment</c>, which go with each, and those that came through the pipe.</summary>
internal sealed class AttachmentInput(InvokeGigaChatCommand cmdlet)
{
    private readonly List<ChatAttachment> _common = [];

    /// <summary>Some came through the pipe, to go into one request.</summary>
    public bool HasPiped { get; private set; }

    /// <summary>Not a text that goes into the prompt itself.</summary>
    public static bool IsAttached(string path) => FileType.Find(path) is { IsPlainText: false };

    /// <summary>Reads <c>-Attachment</c>; what cannot be attached ends the pipeline before anything is sent.</summary>
    public void Resolve()
    {
        foreach (object? given in cmdlet.Attachment ?? [])
            _common.AddRange(cmdlet.GetOrFail(given, () => Find(given)));
    }

    /// <summary>Takes one more for the request of all.</summary>
    public void Add(ChatAttachment attachment)
    {
        _common.Add(attachment);
        HasPiped = true;
    }

    /// <summary>All files of a request.</summary>
    /// <param name="own">The file that the request is about, if any.</param>
    public IReadOnlyList<ChatAttachment>? With(ChatAttachment? own)
        => own is not null ? [own, .. _common] : _common.Count > 0 ? [.. _common] : null;

    private ChatAttachment[] Find(object? given) => given.Unwrap() switch
    {
        GigaChatFile file => [ChatAttachment.FromFile(file)],
        FileSystemInfo file => [FromPath(file.FullName)],
        string text => FromText(text),
        // A file that went through a job, remoting or JSON still has its id.
        _ when given is not null && PSObject.AsPSObject(given).Properties["Id"]?.Value is string id => [ChatAttachment.FromId(id)],
        _ => throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(CmdletMessages.AttachmentUnusable, given)),
    };

    private ChatAttachment[] FromText(string text)
    {
        // Ids are UUIDs; a file that is called like one is found by ./name.
        if (Guid.TryParseExact(text, "D", out _))
            return [ChatAttachment.FromId(text)];
        // A name with brackets is first of all a name.
        return [.. PathResolver.Resolve(cmdlet, text, literal: PathResolver.IsFile(cmdlet, text)).Select(FromPath)];
    }

    /// <summary>A file of this computer, checked for its kind and size.</summary>
    public static ChatAttachment FromPath(string path)
    {
        UploadSource.Open(path);
        return ChatAttachment.FromPath(path);
    }
}
