using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>A file stored by the service.</summary>
public sealed class GigaChatFile
{
    /// <summary>The id, by which requests refer to the file.</summary>
    public string Id { get; init; } = "";

    /// <summary>The name it was given. It comes from the service: never a path to trust.</summary>
    public string? FileName { get; init; }

    /// <summary>The size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>When it was stored (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it is for; <c>general</c>.</summary>
    public string? Purpose { get; init; }

    /// <summary><c>private</c> or <c>public</c>.</summary>
    public string? AccessPolicy { get; init; }

    /// <summary>Document, picture or sound, by the end of its name; null where that is no type of the service's.</summary>
    public FileKind? Kind => FileType.Find(FileName)?.Kind;

    /// <summary>The id, so that the file itself can be given where an id is wanted.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => VisibleText.OneLine(Id);

    internal static GigaChatFile From(FileResponse? answer, string? requestId) => new()
    {
        Id = answer?.Id ?? throw ServiceError.Unreadable(requestId),
        FileName = answer.Filename,
        Size = answer.Bytes ?? 0,
        CreatedAt = WireTime.From(answer.CreatedAt ?? 0),
        Purpose = answer.Purpose,
        AccessPolicy = answer.AccessPolicy,
    };
}
