using GigaChat.Http;

namespace GigaChat.Tests.Http;

public sealed class HeaderTextTests : IDisposable
{
    private readonly CannedServer _server = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("Отчёт № 5", true)]
    [InlineData("a\r\nX-Planted: 1", false)]
    [InlineData("a\tb", false)]
    [InlineData("a\u0085b", false)]
    [InlineData("a\u2029b", false)]
    [InlineData("a\u200bb", false)]
    public void A_header_is_one_line_of_visible_characters(string value, bool isUsable)
    {
        Assert.Equal(isUsable, HeaderText.IsUsable(value));
        using var request = new HttpRequestMessage();
        Exception? error = Record.Exception(() => HeaderText.Add(request.Headers, "X-Session-ID", value));
        Assert.Equal(isUsable, error is null);
        Assert.Equal(isUsable ? [value] : [], request.Headers.NonValidated.SelectMany(static header => header.Value));
    }

    [Fact]
    public void A_header_has_a_limit()
    {
        Assert.True(HeaderText.IsUsable(new string('я', HeaderText.MaxLength)));
        Assert.False(HeaderText.IsUsable(new string('я', HeaderText.MaxLength + 1)));
    }

    [Fact]
    public void Half_a_character_is_no_header() => Assert.False(HeaderText.IsUsable("a\ud800"));

    // A header that is added without the framework's check needs one of its own: the places that have it are listed.
    [Fact]
    public void No_other_code_leaves_the_check_of_headers_out()
    {
        string sources = Path.Combine(FindRepository(), "src");
        string[] files = [.. Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(static file => File.ReadAllText(file).Contains("TryAddWithoutValidation", StringComparison.Ordinal))
            .Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];
        // RestEndpoint tries names of headers out; UploadSource escapes names of files.
        Assert.Equal(["HeaderText", "RestEndpoint", "UploadSource"], files);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    public async Task A_name_that_leads_to_another_address_is_not_asked_for(string name)
    {
        using GigaChatConnection connection = _server.Connect();
        var error = await Assert.ThrowsAsync<GigaChatException>(() => connection.GetModelAsync(name, cancellationToken: Cancellation));
        Assert.Equal(GigaChatErrorKind.ModelNotFound, error.Kind);
        error = await Assert.ThrowsAsync<GigaChatException>(() => connection.ReceiveBatchAsync(
            new GigaChatBatch { Id = "1", Status = "completed", OutputFileId = name }, cancellationToken: Cancellation));
        Assert.Equal(GigaChatErrorKind.ResponseInvalid, error.Kind);
        Assert.Empty(_server.Requests);
    }

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GigaChat.slnx")))
            folder = folder.Parent;
        return folder!.FullName;
    }
}
