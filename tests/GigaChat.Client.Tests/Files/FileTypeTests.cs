using System.Globalization;
using GigaChat.Core;

namespace GigaChat.Tests.Files;

public sealed class FileTypeTests
{
    [Theory]
    [InlineData("отчёт.PDF", "application/pdf", FileKind.Document, 40)]
    [InlineData("a.epub", "application/epub", FileKind.Document, 40)]
    [InlineData("a.ppt", "application/ppt", FileKind.Document, 40)]
    [InlineData("a.xlsx", "application/vnd.ms-excel", FileKind.Document, 40)]
    [InlineData("a.tif", "image/tiff", FileKind.Image, 15)]
    [InlineData("a.b.jpg", "image/jpeg", FileKind.Image, 15)]
    [InlineData("a.mp4", "audio/mp4", FileKind.Audio, 35)]
    [InlineData("a.opus", "audio/opus", FileKind.Audio, 35)]
    public void Types_have_the_names_and_limits_of_the_service(string name, string mediaType, FileKind kind, int megabytes)
    {
        FileType type = FileType.Find(name)!;
        Assert.Equal(mediaType, type.MediaType);
        Assert.Equal(kind, type.Kind);
        Assert.Equal(megabytes * 1024L * 1024, type.MaxBytes);
    }

    [Theory]
    [InlineData("архив.zip")]
    [InlineData("без расширения")]
    [InlineData("pdf")]
    [InlineData(".")]
    [InlineData(null)]
    public void Others_have_none(string? name) => Assert.Null(FileType.Find(name));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KB")]
    [InlineData(1048570, "1.0 MB")]
    [InlineData(41943040, "40.0 MB")]
    [InlineData(1073741824, "1.0 GB")]
    public void Sizes_are_readable(long bytes, string expected)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            Assert.Equal(expected, ByteSize.ToText(bytes));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
