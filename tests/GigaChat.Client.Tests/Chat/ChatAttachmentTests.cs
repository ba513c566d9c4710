namespace GigaChat.Tests.Chat;

public sealed class ChatAttachmentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("отчёт.pdf", 0, GigaChatErrorKind.InvalidRequest)]
    [InlineData("архив.zip", 10, GigaChatErrorKind.InvalidRequest)]
    [InlineData("картинка.png", 15 * 1024 * 1024 + 1, GigaChatErrorKind.TooLarge)]
    public void A_file_that_an_upload_refuses_is_found_before(string name, int length, GigaChatErrorKind kind)
    {
        string path = Path.Combine(_folder, name);
        using (FileStream file = File.Create(path))
            file.SetLength(length);
        Assert.Equal(kind, Assert.Throws<GigaChatException>(ChatAttachment.FromPath(path).Validate).Kind);
    }

    [Fact]
    public void A_file_that_is_missing_is_found_before()
        => Assert.Equal(
            GigaChatErrorKind.FileNotFound,
            Assert.Throws<GigaChatException>(ChatAttachment.FromPath(Path.Combine(_folder, "нет.pdf")).Validate).Kind);

    [Fact]
    public void What_can_be_sent_has_no_error()
    {
        string path = Path.Combine(_folder, "отчёт.pdf");
        File.WriteAllText(path, "%PDF-1.7");
        ChatAttachment.FromPath(path).Validate();
        ChatAttachment.FromId("не проверяется").Validate();
    }
}
