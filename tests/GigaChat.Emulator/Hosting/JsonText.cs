using System.Buffers;
using System.Text;

namespace GigaChat.Emulator.Hosting;

/// <summary>
/// JSON strings with every character that may stand as itself, as the service writes them. The framework's
/// relaxed encoder still escapes whatever lies beyond the first plane, so emoji would never cross the wire as UTF-8.
/// </summary>
internal static class JsonText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        "\"\\" + string.Concat(Enumerable.Range(0, 0x20).Select(code => (char)code)));

    public static void WriteJsonString(this IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        output.Write("\""u8);
        while (true)
        {
            var plain = text.IndexOfAny(Special);
            // Lone surrogates become U+FFFD.
            Encoding.UTF8.GetBytes(plain < 0 ? text : text[..plain], output);
            if (plain < 0)
                break;
            WriteEscape(output, text[plain]);
            text = text[(plain + 1)..];
        }

        output.Write("\""u8);
    }

    public static void WriteText(this IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);

    private static void WriteEscape(IBufferWriter<byte> output, char c)
    {
        switch (c)
        {
            case '"': output.Write("\\\""u8); break;
            case '\\': output.Write("\\\\"u8); break;
            case '\n': output.Write("\\n"u8); break;
            case '\r': output.Write("\\r"u8); break;
            case '\t': output.Write("\\t"u8); break;
            default: output.WriteText($"\\u{(int)c:x4}"); break;
        }
    }
}
