using System.Globalization;
using System.Text;

namespace GigaChat.Tests.Fuzzing;

/// <summary>An input of bytes that shows itself as text, with the rest escaped.</summary>
internal sealed record Bytes(byte[] Value)
{
    public static Bytes Of(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>The bytes as characters below 256, for changes of any kind.</summary>
    public string Latin => Encoding.Latin1.GetString(Value);

    public static Bytes FromLatin(string text) => new(Encoding.Latin1.GetBytes(text));

    public override string ToString() => Escape(Latin);

    public static string Escape(string text)
    {
        var shown = new StringBuilder($"({text.Length}) ");
        foreach (char c in text)
        {
            if (c is >= ' ' and <= '~' and not '\\')
                shown.Append(c);
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}");
        }
        return shown.ToString();
    }
}
