using System.Diagnostics.CodeAnalysis;

namespace GigaChat.Http;

/// <summary>Names from outside as a part of an address.</summary>
internal static class PathSegment
{
    /// <summary>
    /// The name as one part of a path. <c>.</c> and <c>..</c> need no escapes and lead to another address, as an empty one does.
    /// </summary>
    public static bool TryEscape(string name, [NotNullWhen(true)] out string? segment)
    {
        segment = name is "" or "." or ".." ? null : Uri.EscapeDataString(name);
        return segment is not null;
    }
}
