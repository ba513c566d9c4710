namespace GigaChat.Index.Storage;

/// <summary>A folder that an update looks through.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Recurse">With all folders in it.</param>
internal sealed record SearchedFolder(string Path, bool Recurse)
{
    /// <summary>What the sources of its documents begin with.</summary>
    public string Prefix { get; } = System.IO.Path.EndsInDirectorySeparator(Path) ? Path : Path + System.IO.Path.DirectorySeparatorChar;

    /// <summary>Whether a document lies in it, and its file does not.</summary>
    /// <param name="source">The full path of a document that begins with <see cref="Prefix"/>.</param>
    public bool HasLost(string source)
        => (Recurse || source.IndexOf(System.IO.Path.DirectorySeparatorChar, Prefix.Length) < 0) && !File.Exists(source);
}
