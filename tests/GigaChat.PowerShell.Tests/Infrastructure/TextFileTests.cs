using System.Text;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Tests.Infrastructure;

public sealed class TextFileTests : IDisposable
{
    private const string Sample = "Ошибка: диск заполнен\nвторая строка";
    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-").FullName;

    public static TheoryData<string, bool> Encodings => new()
    {
        { "utf8", false }, { "utf8", true }, { "1251", false }, { "windows-1251", false }, { "cp866", false }, { "koi8-r", false },
        { "unicode", true }, { "unicode", false }, { "bigendianunicode", true }, { "utf32", true }, { "bigendianutf32", false },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Text_is_read_in_any_encoding(string name, bool mark)
    {
        Encoding encoding = TextEncoding.Parse(name);
        byte[] bytes = [.. mark ? WithMark(name).GetPreamble() : [], .. encoding.GetBytes(Sample)];
        // With a mark no name is needed; without one it is.
        Assert.Equal(Sample, await ReadAsync(bytes, mark ? null : encoding));
    }

    [Fact]
    public async Task A_mark_wins_over_the_name()
        => Assert.Equal(
            Sample, await ReadAsync([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Sample)], TextEncoding.Parse("1251")));

    [Theory]
    [InlineData("1251", GigaChatErrorKind.FileNotText)]
    [InlineData("unicode", GigaChatErrorKind.FileNotText)]
    public async Task What_is_not_utf8_is_an_error_instead_of_nonsense(string actual, GigaChatErrorKind kind)
    {
        byte[] bytes = TextEncoding.Parse(actual).GetBytes(Sample);
        Assert.Equal(kind, (await Assert.ThrowsAsync<GigaChatException>(() => ReadAsync(bytes, null))).Kind);
    }

    [Fact]
    public async Task An_empty_file_and_a_bare_mark_have_nothing_to_ask_about()
    {
        foreach (byte[] bytes in (byte[][])[[], [0xEF, 0xBB, 0xBF], "  \r\n"u8.ToArray()])
            Assert.Equal(
                GigaChatErrorKind.PromptRequired, (await Assert.ThrowsAsync<GigaChatException>(() => ReadAsync(bytes, null))).Kind);
    }

    [Fact]
    public async Task A_missing_file_a_folder_and_a_binary_are_named()
    {
        Assert.Equal(GigaChatErrorKind.FileNotFound, await KindOf(Path.Combine(_folder, "нет [1].txt")));
        Assert.Equal(GigaChatErrorKind.FileNotFound, await KindOf(_folder));
        string picture = Path.Combine(_folder, "p.png");
        await File.WriteAllBytesAsync(picture, [0x50, 0x4E, 0x47, 0, 0, 0], Cancellation);
        Assert.Equal(GigaChatErrorKind.FileNotText, await KindOf(picture));
    }

    [Fact]
    public async Task A_huge_file_is_refused_by_its_size()
    {
        string path = Path.Combine(_folder, "huge.log");
        await using (FileStream file = File.Create(path))
            file.SetLength(200L * 1024 * 1024);
        var error = await Assert.ThrowsAsync<GigaChatException>(() => TextFile.ReadAsync(path, null, Cancellation));
        Assert.Equal(GigaChatErrorKind.TooLarge, error.Kind);
        Assert.Contains("200", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_more_characters_than_a_request_has_is_refused_with_its_own_size()
    {
        string path = Path.Combine(_folder, "журнал.log");
        await File.WriteAllTextAsync(path, new string('x', 9 * 1024 * 1024), Cancellation);
        var error = await Assert.ThrowsAsync<GigaChatException>(() => TextFile.ReadAsync(path, null, Cancellation));
        Assert.Equal(GigaChatErrorKind.TooLarge, error.Kind);
        Assert.Contains(" 9 MB", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip", "1F8B0800000000000003")]
    [InlineData("zip", "504B030414000000")]
    [InlineData("7z", "377ABCAF271C0004")]
    [InlineData("xz", "FD377A585A000004")]
    [InlineData("bzip2", "425A6839314159265359")]
    [InlineData("zstd", "28B52FFD2400")]
    [InlineData("rar", "526172211A070100")]
    public async Task An_archive_is_called_one_in_whatever_encoding(string format, string bytes)
    {
        foreach (Encoding? encoding in (Encoding?[])[null, TextEncoding.Parse("1251"), Encoding.UTF8])
        {
            var error = await Assert.ThrowsAsync<GigaChatException>(() => ReadAsync(Convert.FromHexString(bytes), encoding));
            Assert.Equal(GigaChatErrorKind.FileNotText, error.Kind);
            Assert.Contains($"({format})", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_text_about_BZh_is_none()
        => Assert.Equal("BZh9 — начало bzip2", await ReadAsync(Encoding.UTF8.GetBytes("BZh9 — начало bzip2"), null));

    [Theory]
    [InlineData(1, null)]
    [InlineData(4096, null)]
    [InlineData(10_000, "utf8")]
    [InlineData(10_000, "1251")]
    public async Task Zeros_before_a_text_are_left_out_with_a_warning(int zeros, string? encoding)
    {
        Encoding? named = encoding is null ? null : TextEncoding.Parse(encoding);
        List<string> warnings = [];
        Assert.Equal(Sample, await ReadAsync([.. new byte[zeros], .. (named ?? Encoding.UTF8).GetBytes(Sample)], named, warnings.Add));
        string number = zeros.ToString("N0", System.Globalization.CultureInfo.CurrentCulture);
        Assert.Contains(number, Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zeros_alone_are_nothing_to_ask_about()
        => Assert.Equal(
            GigaChatErrorKind.PromptRequired,
            (await Assert.ThrowsAsync<GigaChatException>(() => ReadAsync(new byte[9000], null))).Kind);

    [Theory]
    [InlineData("ERROR ошибка номер один\nвторая строка\n", 17)]
    [InlineData("", 40_000)]
    public async Task One_bad_byte_in_UTF8_is_named_with_its_place(string before, int lines)
    {
        byte[] text = Encoding.UTF8.GetBytes(before + string.Concat(Enumerable.Repeat("строка журнала\n", lines)));
        byte[] bytes = [.. text, 0xCF, .. Encoding.UTF8.GetBytes("\nконец 🙂\n")];
        var error = await Assert.ThrowsAsync<GigaChatException>(() => ReadAsync(bytes, null));
        Assert.Equal(GigaChatErrorKind.FileNotText, error.Kind);
        int line = text.Count(static b => b == '\n') + 1;
        string expected = string.Create(
            System.Globalization.CultureInfo.CurrentCulture,
            $"except for 1 byte; the first is 0xCF at byte {text.Length + 1:N0}, line {line:N0}.");
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        // The way that the message names.
        Assert.Contains("\uFFFD\nконец 🙂", await ReadAsync(bytes, Encoding.UTF8), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_in_another_encoding_has_no_bad_byte()
    {
        byte[] bytes = TextEncoding.Parse("1251").GetBytes(string.Concat(Enumerable.Repeat(Sample, 50)));
        var error = await Assert.ThrowsAsync<GigaChatException>(() => ReadAsync(bytes, null));
        Assert.Contains("is not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_not_taken_for_text_in_another_encoding()
    {
        byte[] bytes = [.. "MZ"u8, 0x90, 0, 3, 0xFF, 0xFF, .. Encoding.UTF8.GetBytes("Программа")];
        var error = await Assert.ThrowsAsync<GigaChatException>(() => ReadAsync(bytes, null));
        Assert.Equal(GigaChatErrorKind.FileNotText, error.Kind);
        Assert.Contains("zero bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_encoding_is_an_error()
        => Assert.Equal(GigaChatErrorKind.InvalidRequest, Assert.Throws<GigaChatException>(() => TextEncoding.Parse("кириллица")).Kind);

    private static async Task<GigaChatErrorKind> KindOf(string path)
        => (await Assert.ThrowsAsync<GigaChatException>(() => TextFile.ReadAsync(path, null, default))).Kind;

    private static Encoding WithMark(string name) => name == "utf8" ? Encoding.UTF8 : TextEncoding.Parse(name);

    private async Task<string> ReadAsync(byte[] bytes, Encoding? encoding, Action<string>? warn = null)
    {
        string path = Path.Combine(_folder, Path.GetRandomFileName() + " [журнал].log");
        await File.WriteAllBytesAsync(path, bytes);
        return await TextFile.ReadAsync(path, encoding, default, warn);
    }
}
