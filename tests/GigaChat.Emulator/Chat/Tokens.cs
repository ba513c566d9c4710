namespace GigaChat.Emulator.Chat;

/// <summary>The emulator's measure of text: a token for every four UTF-16 units begun.</summary>
internal static class Tokens
{
    public const int Length = 4;

    public static int Count(string text) => (text.Length + Length - 1) / Length;
}
