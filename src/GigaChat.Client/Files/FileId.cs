using System.Buffers;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Files;

/// <summary>Ids of stored files. They come from users and from texts of the model, and become a part of an address.</summary>
internal static class FileId
{
    private const int MaxLength = 100;
    private static readonly SearchValues<char> Allowed
        = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_");

    /// <summary>It may be an id: nothing in it could lead to another address.</summary>
    public static bool IsPossible(ReadOnlySpan<char> id) => id.Length is > 0 and <= MaxLength && !id.ContainsAnyExcept(Allowed);

    /// <summary>The path below the base address.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotFound"/> for what can be no id.</exception>
    public static string ToPath(string id) => IsPossible(id)
        ? "files/" + id
        : throw new GigaChatException(GigaChatErrorKind.FileNotFound, Localized.Format(FileMessages.IdMalformed, id));
}
