namespace GigaChat.Tests.Architecture;

/// <summary>Longer lines do not fit beside each other in a review, and have to be scrolled sideways.</summary>
public class LineLengthTests
{
    private const int MaxColumns = 140;

    private static readonly string[] Folders = ["src", "tests", "build", "benchmarks", "examples"];

    private static readonly string[] Extensions = [".cs", ".ps1", ".psm1", ".psd1"];

    public static TheoryData<string> SourceFolders => [.. Folders];

    [Theory]
    [MemberData(nameof(SourceFolders))]
    public void No_line_is_longer_than_140_columns(string folder)
    {
        string[] files = [.. FindSources(Path.Combine(RepositoryFolder.Path, folder))];
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(FindLongLines));
    }

    // Without what a build writes, which is not in the repository.
    private static IEnumerable<string> FindSources(string folder)
        => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(static file => Extensions.Contains(Path.GetExtension(file)))
            .Where(static file => !Path.GetRelativePath(RepositoryFolder.Path, file).Split(Path.DirectorySeparatorChar)
                .Any(static part => part is "bin" or "obj" || part.StartsWith('.')));

    private static IEnumerable<string> FindLongLines(string file)
        => File.ReadLines(file)
            .Select((line, index) => (line.Length, Number: index + 1))
            .Where(static line => line.Length > MaxColumns)
            .Select(line => $"{Path.GetRelativePath(RepositoryFolder.Path, file)}:{line.Number} ({line.Length})");
}
