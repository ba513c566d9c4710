using System.Text;
using GigaChat.Commands.Files;

namespace GigaChat.Commands.Tests.Files;

public sealed class FileNameSanitizerTests
{
    [Theory]
    [InlineData("отчёт.pdf", "отчёт.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\Windows\\win.ini", "win.ini")]
    [InlineData("/root/.bashrc", "bashrc")]
    [InlineData("C:evil.txt", "C_evil.txt")]
    [InlineData("имя.txt:поток", "имя.txt_поток")]
    [InlineData("что? это* <такое>.png", "что_ это_ _такое_.png")]
    [InlineData("CON", "_CON")]
    [InlineData("nul.txt", "_nul.txt")]
    [InlineData("com1 .txt", "_com1 .txt")]
    [InlineData("консоль.txt", "консоль.txt")]
    [InlineData("точка. . ", "точка")]
    [InlineData("при\u202Egpj.exe", "приgpj.exe")]
    [InlineData("стр\r\nока\u0000.txt", "строка.txt")]
    [InlineData("🙂.png", "🙂.png")]
    [InlineData("COM¹.txt", "_COM¹.txt")]
    [InlineData("lpt².log", "_lpt².log")]
    [InlineData("LPT³", "_LPT³")]
    [InlineData("-rf", "_-rf")]
    [InlineData("--help", "_--help")]
    [InlineData("~root.txt", "_~root.txt")]
    [InlineData("a\uFE0F\u034F\u115F.txt", "a.txt")]
    [InlineData("от\u00A0чёт\u3000.txt", "от чёт .txt")]
    [InlineData("имя-2~.txt", "имя-2~.txt")]
    public void A_name_never_becomes_a_path(string name, string expected) => Assert.Equal(expected, FileNameSanitizer.Clean(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/")]
    [InlineData(" . ")]
    [InlineData("\u202E\u0007")]
    [InlineData("\u2800\u3164\uFFA0")]
    [InlineData("~")]
    [InlineData("--")]
    [InlineData("***")]
    [InlineData("$()")]
    public void Where_nothing_is_left_there_is_no_name(string? name) => Assert.Null(FileNameSanitizer.Clean(name));

    [Fact]
    public void Long_names_are_cut_between_letters_and_keep_their_ending()
    {
        string name = FileNameSanitizer.Clean(new string('ы', 300) + ".docx")!;
        Assert.EndsWith("ы.docx", name, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 190, 200);
        Assert.InRange(Encoding.UTF8.GetByteCount(FileNameSanitizer.Clean(string.Concat(Enumerable.Repeat("🙂", 300)))!), 190, 200);
    }

    [Theory]
    [InlineData("-rf", "_-rf.bin")]
    [InlineData("~a", "_~a.bin")]
    [InlineData("nul", "_nul.bin")]
    public void An_id_as_a_name_is_no_option_and_no_device(string id, string expected)
        => Assert.Equal(expected, FileNameSanitizer.FromId(id, null, []));

    [Theory]
    [InlineData("image/jpeg", "", "id.jpg")]
    [InlineData("application/octet-stream", "FFD8FFE0", "id.jpg")]
    [InlineData("application/octet-stream", "89504E470D0A", "id.png")]
    [InlineData(null, "255044462D312E", "id.pdf")]
    [InlineData(null, "00000018667479706D703432", "id.mp4")]
    [InlineData("application/octet-stream", "", "id.bin")]
    [InlineData("../../x", "0102", "id.bin")]
    public void A_file_without_a_name_gets_its_id_and_the_ending_of_its_type(string? type, string beginning, string expected)
        => Assert.Equal(expected, FileNameSanitizer.FromId("id", type, Convert.FromHexString(beginning)));
}
