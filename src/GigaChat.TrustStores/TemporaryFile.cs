namespace GigaChat.TrustStores;

/// <summary>
/// A file for a tool that reads nothing else; in a folder of its own that is closed to other users, and deleted afterwards.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(StoreCertificate.Prefix);

    public TemporaryFile(string name, string text)
    {
        Path = System.IO.Path.Join(_folder.FullName, name);
        File.WriteAllText(Path, text);
    }

    public TemporaryFile(StoreCertificate certificate)
        : this(certificate.Alias + ".pem", certificate.Pem)
    {
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
