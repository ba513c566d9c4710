using System.Globalization;
using System.Text;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Finds an encoding by the names and numbers that people use.</summary>
internal static class TextEncoding
{
    /// <summary>PowerShell's names, for completion; any other name or code page of .NET is taken too.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["utf8", "unicode", "bigendianunicode", "utf32", "ascii", "oem", "ansi", "1251", "cp866", "koi8-r"];

    /// <summary>Finds an encoding.</summary>
    /// <param name="name"><c>utf8</c>, <c>windows-1251</c>, <c>1251</c>, <c>cp866</c>, <c>koi8-r</c> …</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/> for what is none.</exception>
    public static Encoding Parse(string name)
    {
        string text = name.Trim().ToLowerInvariant();
        try
        {
            return text switch
            {
                "utf8" or "utf8bom" or "utf8nobom" or "default" => new UTF8Encoding(false, throwOnInvalidBytes: true),
                "utf32" => Encoding.UTF32,
                "bigendianutf32" => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
                "oem" => FromCodePage(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
                "ansi" => FromCodePage(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
                "bigendianunicode" => Encoding.BigEndianUnicode,
                _ when int.TryParse(
                    text.StartsWith("cp", StringComparison.Ordinal) ? text[2..]
                        : text, CultureInfo.InvariantCulture, out int page) => FromCodePage(page),
                _ => CodePagesEncodingProvider.Instance.GetEncoding(text) ?? Encoding.GetEncoding(text),
            };
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(CmdletMessages.EncodingUnknown, name), e);
        }
    }

    // The old code pages are no part of the framework's own set.
    private static Encoding FromCodePage(int page) => page == 65001
        ? new UTF8Encoding(false, throwOnInvalidBytes: true)
        : CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page);
}
