using System.Buffers;
using System.Globalization;
using System.Text;

namespace GigaChat.Commands.Files;

/// <summary>Names for files on disk, made of what the service says. That is never trusted: a name must not become a path.</summary>
internal static class FileNameSanitizer
{
    // A name may have 255 bytes on most file systems; there must be room for a number and a temporary ending.
    private const int MaxBytes = 200;
    private const int MaxExtensionLength = 10;

    // Windows' rules everywhere: the file may go there next.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>:\"/\\|?*");
    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    private static readonly Dictionary<string, string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/jpeg"] = ".jpg",
        ["image/jpg"] = ".jpg",
        ["application/jpg"] = ".jpg",
        ["image/png"] = ".png",
        ["image/tiff"] = ".tiff",
        ["image/bmp"] = ".bmp",
        ["image/webp"] = ".webp",
        ["video/mp4"] = ".mp4",
        ["audio/mp4"] = ".mp4",
        ["audio/mpeg"] = ".mp3",
        ["audio/mp3"] = ".mp3",
        ["audio/x-wav"] = ".wav",
        ["audio/wav"] = ".wav",
        ["application/pdf"] = ".pdf",
        ["application/json"] = ".json",
        ["text/plain"] = ".txt",
        ["text/csv"] = ".csv",
        ["text/html"] = ".html",
        ["model/gltf-binary"] = ".glb",
        ["model/gltf+json"] = ".gltf",
        ["model/obj"] = ".obj",
        ["model/stl"] = ".stl",
        ["model/vnd.usdz+zip"] = ".usdz",
        ["application/fbx"] = ".fbx",
        ["model/fbx"] = ".fbx",
        ["audio/ogg"] = ".ogg",
        ["audio/opus"] = ".opus",
        ["video/webm"] = ".webm",
    };

    private static readonly HashSet<string> ImageExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic",
    };

    /// <summary>
    /// The last part of a name without anything that leads elsewhere, hides the file or its ending, or stops Windows; null where
    /// nothing is left.
    /// </summary>
    public static string? Clean(string? name)
    {
        if (name is null)
            return null;
        string last = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        var clean = new StringBuilder(last.Length);
        foreach (Rune rune in last.EnumerateRunes())
        {
            if (IsVisible(rune))
                clean.Append(rune.IsBmp && Forbidden.Contains((char)rune.Value) ? "_" : Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }
        string trimmed = clean.ToString().Trim('.', ' ');
        // A name of punctuation alone identifies nothing, and some are patterns or options of programs.
        return trimmed.EnumerateRunes().Any(IsNaming) ? Shorten(Guard(trimmed)) : null;
    }

    /// <summary>The name of a file that has none: its id, with the ending of its type.</summary>
    /// <param name="id">The id.</param>
    /// <param name="mediaType">The type that the service names.</param>
    /// <param name="beginning">The first bytes, where the type says nothing.</param>
    public static string FromId(string id, string? mediaType, ReadOnlySpan<byte> beginning)
        => Guard(id) + (Extensions.GetValueOrDefault(mediaType ?? "") ?? DetectExtension(beginning));

    /// <summary>A name with the ending of its type, where it has none and the type is known.</summary>
    public static string AppendExtension(string name, string? mediaType)
        => Path.GetExtension(name).Length > 1 ? name : name + Extensions.GetValueOrDefault(mediaType ?? "");

    /// <summary>The name with something before its ending: <c>photo.jpg</c> becomes <c>photo-1a2b.jpg</c>.</summary>
    public static string AppendSuffix(string name, string mark)
        => Path.GetFileNameWithoutExtension(name) + "-" + mark + Path.GetExtension(name);

    /// <summary>The path, with the ending of the picture that the file is; other endings and other files are left alone.</summary>
    /// <param name="path">The path that was asked for.</param>
    /// <param name="beginning">The first bytes of the file.</param>
    public static string CorrectImageExtension(string path, ReadOnlySpan<byte> beginning)
    {
        string given = Path.GetExtension(path);
        string right = DetectExtension(beginning);
        bool isRight = given.Equals(right, StringComparison.OrdinalIgnoreCase)
            || (right == ".jpg" && given.ToUpperInvariant() is ".JPEG" or ".JPE" or ".JFIF");
        return !isRight && right is ".jpg" or ".png" && ImageExtensions.Contains(given) ? Path.ChangeExtension(path, right) : path;
    }

    // Format characters turn the writing direction, so that "gpj.exe" reads as "exe.jpg". The other characters in this list leave
    // no mark on a screen: with them, names that look the same belong to different files.
    private static bool IsVisible(Rune rune) => rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
            or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        && rune.Value is not (0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164
            or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF));

    private static bool IsNaming(Rune rune)
        => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;

    // Programs take a name that begins with a dash for an option, and a shell one with a tilde for a home folder. Windows takes
    // a device's name with any ending for the device, with its number also as a superscript.
    private static string Guard(string name)
    {
        string stem = name.Split('.', 2)[0].TrimEnd().Replace('¹', '1').Replace('²', '2').Replace('³', '3');
        return name[0] is '-' or '~' || Devices.Contains(stem) ? "_" + name : name;
    }

    private static string DetectExtension(ReadOnlySpan<byte> beginning)
    {
        if (beginning is [0xFF, 0xD8, 0xFF, ..])
            return ".jpg";
        if (beginning is [0x89, (byte)'P', (byte)'N', (byte)'G', ..])
            return ".png";
        if (beginning.StartsWith("Kaydara FBX"u8))
            return ".fbx";
        if (beginning.StartsWith("%PDF-"u8))
            return ".pdf";
        return beginning.Length > 8 && beginning[4..].StartsWith("ftyp"u8) ? ".mp4" : ".bin";
    }

    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
            return name;
        string extension = Path.GetExtension(name);
        if (extension.Length > MaxExtensionLength)
            extension = "";
        var stem = new StringBuilder();
        int room = MaxBytes - Encoding.UTF8.GetByteCount(extension);
        foreach (Rune rune in name[..^extension.Length].EnumerateRunes())
        {
            if ((room -= rune.Utf8SequenceLength) < 0)
                break;
            stem.Append(rune);
        }
        return stem.ToString().TrimEnd('.', ' ') + extension;
    }
}
