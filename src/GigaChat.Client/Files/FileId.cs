using System.Buffers;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>Ids of stored files. They come from users and from texts of the model, and become a part of an address.</summary>
internal static class FileId
{
    private const int Longest = 100;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_");

    /// <summary>It may be an id: nothing in it could lead to another address.</summary>
    public static bool IsPossible(ReadOnlySpan<char> id) => id.Length is > 0 and <= Longest && !id.ContainsAnyExcept(Allowed);

    /// <summary>The path below the base address.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotFound"/> for what can be no id.</exception>
    public static string ToPath(string id) => IsPossible(id)
        ? "files/" + id
        : throw new GigaChatException(GigaChatErrorKind.FileNotFound, Text.Format(FileMessages.IdMalformed, id));
}
