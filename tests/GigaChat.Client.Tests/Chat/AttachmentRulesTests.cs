using GigaChat.Chat;

namespace GigaChat.Tests.Chat;

public sealed class AttachmentRulesTests
{
    private const long Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("D", "", null)]
    [InlineData("I", "", null)]
    [InlineData("AAA", "", null)]
    [InlineData("", "IIIIIIIIII", null)]
    [InlineData("I", "IIIIIIIII", null)]
    [InlineData("D", "DIA", null)]
    [InlineData("???", "???", null)]
    [InlineData("I?", "", null)]
    [InlineData("DI", "", GigaChatErrorKind.InvalidRequest)]
    [InlineData("IA", "", GigaChatErrorKind.InvalidRequest)]
    [InlineData("II", "", GigaChatErrorKind.TooLarge)]
    [InlineData("DD", "", GigaChatErrorKind.TooLarge)]
    [InlineData("I", "IIIIIIIIII", GigaChatErrorKind.TooLarge)]
    public void Kinds_and_numbers(string message, string history, GigaChatErrorKind? expected)
        => Assert.Equal(expected, Check(Files(message, 1), Files(history, 1)));

    [Theory]
    [InlineData(79, 0, null)]
    [InlineData(80, 0, GigaChatErrorKind.TooLarge)]
    [InlineData(40, 39, null)]
    [InlineData(40, 40, GigaChatErrorKind.TooLarge)]
    public void Pictures_and_sound_stay_below_80_MB_in_all(long message, long history, GigaChatErrorKind? expected)
    {
        Assert.Equal(expected, Check(Files("A", message * Megabyte), Files("I", history * Megabyte)));
        Assert.Null(Check(Files("D", message * Megabyte), Files("D", history * Megabyte)));
    }

    private static GigaChatErrorKind? Check((FileKind?, long)[] message, (FileKind?, long)[] history)
        => (Record.Exception(() => AttachmentRules.Check(message, history)) as GigaChatException)?.Kind;

    private static (FileKind?, long)[] Files(string kinds, long size)
        => [.. kinds.Select(
            kind => (kind switch { 'D' => FileKind.Document, 'I' => FileKind.Image, 'A' => FileKind.Audio, _ => (FileKind?)null }, size))];
}
