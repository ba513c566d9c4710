namespace GigaChat;

/// <summary>A certificate as a file for a tool that reads nothing else; deleted afterwards.</summary>
internal sealed class TemporaryPem : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(StoreCertificate.Prefix);

    public TemporaryPem(StoreCertificate certificate)
    {
        Path = System.IO.Path.Join(_folder.FullName, certificate.Alias + ".pem");
        File.WriteAllText(Path, certificate.Pem);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
