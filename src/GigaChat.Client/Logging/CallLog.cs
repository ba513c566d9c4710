using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Logging;

/// <summary>
/// A file to which a line of JSON is appended for each request. Several processes may write to it at the same time: each line is one
/// write at the end of the file. It is opened for each request, so that it can be moved away or deleted meanwhile.
/// </summary>
/// <param name="path">The full path.</param>
/// <param name="connection">The name of the connection.</param>
/// <param name="withBodies">What is sent and answered is written as well.</param>
internal sealed class CallLog(string path, string connection, bool withBodies)
{
    private byte[]? _name;

    /// <summary>The user of this computer. To ask for it takes longer than all the rest of a line.</summary>
    public static string User { get; } = Environment.UserName;

    /// <summary>The name of the connection.</summary>
    public string Connection => connection;

    /// <summary>What is sent and answered is written as well.</summary>
    public bool WithBodies => withBodies;

    /// <summary>Opens the file for one line; makes it where there is none, for its owner alone.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotWritten"/>.</exception>
    public IAppendOnlyFile Open()
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? new LockedFile(path) : UnixAppendOnlyFile.Open(path, _name ??= UnixAppendOnlyFile.ToName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(Messages.LogNotWritable, path, e.Message), e);
        }
    }

    /// <summary>Appends a line.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotWritten"/>.</exception>
    public void Append(IAppendOnlyFile file, ReadOnlyMemory<byte> line)
    {
        try
        {
            file.Append(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(Messages.LogNotWritten, path, e.Message), e);
        }
    }
}
