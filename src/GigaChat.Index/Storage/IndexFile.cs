namespace GigaChat.Index.Storage;

/// <summary>The file of an index as the system shows it, and the write-ahead log beside it.</summary>
internal static class IndexFile
{
    /// <summary>The path of the file that a link leads to: SQLite lays its files beside that one.</summary>
    /// <exception cref="IOException">A link that leads to itself.</exception>
    public static string Resolve(string path)
        => new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <summary>The path of the log.</summary>
    /// <param name="path">The path of the file itself, as the others have it, too: see <see cref="Resolve"/>.</param>
    public static string LogOf(string path) => path + "-wal";

    /// <summary>The length of the log; null where there is none.</summary>
    public static long? LogLength(string path) => LengthOf(LogOf(path));

    /// <summary>Length of index and log.</summary>
    public static long TotalLength(string path) => (LengthOf(path) ?? 0) + (LogLength(path) ?? 0);

    /// <summary>A text that is another one after each change of the file.</summary>
    public static string StateOf(string path) => $"{LengthOf(path)} {File.GetLastWriteTimeUtc(path).Ticks}";

    /// <summary>
    /// The file as an address for SQLite that promises that nobody changes it: then SQLite takes no locks, and makes no files beside it.
    /// https://sqlite.org/uri.html
    /// </summary>
    public static string ImmutableAddress(string path)
    {
        string[] parts = (OperatingSystem.IsWindows() ? "/" + path.Replace('\\', '/') : path).Split('/');
        return $"file://{string.Join('/', parts.Select(Uri.EscapeDataString))}?immutable=1";
    }

    private static long? LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : null;
}
