namespace GigaChat;

/// <summary>
/// A file that is written beside the place where it belongs and moved there when it is whole, so nobody ever finds half
/// a file, and a file that is replaced stays until then. Disposing it leaves nothing else behind.
/// </summary>
/// <param name="folder">The full path of the folder where it belongs.</param>
internal sealed class UnfinishedFile(string folder) : IDisposable
{
    private readonly string _path = Path.Combine(folder, $".gigachat-{Guid.NewGuid():N}.part");

    public FileStream Create(int bufferSize) => new(_path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize, FileOptions.Asynchronous);

    public void MoveTo(string path, bool overwrite) => File.Move(_path, path, overwrite);

    public void Dispose()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that led here says more than this one would.
        }
    }
}
