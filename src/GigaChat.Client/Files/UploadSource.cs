using System.Net.Http.Headers;
using System.Text;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;

namespace GigaChat.Files;

/// <summary>A file on disk that the service would take, and the form it is sent in.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Length">The size in bytes.</param>
/// <param name="Changed">When it was written last.</param>
/// <param name="Type">What the service knows it as.</param>
internal sealed record UploadSource(string Path, long Length, DateTime Changed, FileType Type)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Looks at a file before anything is sent.</summary>
    /// <exception cref="GigaChatException">No such file, a folder, empty, of a kind the service does not take, or too large.</exception>
    public static UploadSource Open(string path)
    {
        if (Directory.Exists(path))
            throw new GigaChatException(GigaChatErrorKind.FileNotFound, Localized.Format(Messages.FileIsFolder, path));
        FileType type = FileType.Find(path)
            ?? throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest, Localized.Format(FileMessages.KindUnknown, path, FileType.Extensions));
        try
        {
            // Of the open file: a link has a length and a time of its own.
            using FileStream file = LocalFile.Open(path);
            long length = file.Length;
            if (length == 0)
                throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(FileMessages.Empty, path));
            if (length > type.MaxBytes)
                throw new GigaChatException(
                    GigaChatErrorKind.TooLarge,
                    Localized.Format(FileMessages.TooLarge, path, ByteSize.ToText(length), ByteSize.ToText(type.MaxBytes)));
            return new UploadSource(System.IO.Path.GetFullPath(path), length, File.GetLastWriteTimeUtc(file.SafeFileHandle), type);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw LocalFile.Unreadable(path, e);
        }
    }

    /// <summary>The same on a thread of the pool.</summary>
    /// <inheritdoc cref="Open"/>
    public static Task<UploadSource> OpenAsync(string path, CancellationToken cancellationToken)
        => Task.Run(() => Open(path), CancellationToken.None).WaitAsync(cancellationToken);

    /// <summary>The body of <c>POST /files</c>; reads the file anew each time.</summary>
    public HttpContent ToContent(IdleTimeout? idle)
    {
        string boundary = "gigachat-" + Guid.NewGuid().ToString("N");
        var form = new MultipartContent("form-data", boundary)
        {
            // Names go as they are, in UTF-8, as browsers send them; the default would be Latin-1.
            HeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        };
        // The framework puts the boundary in quotes, which is allowed but not read everywhere.
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=" + boundary);
        form.Add(NewPart(new ByteArrayContent("general"u8.ToArray()), "form-data; name=\"purpose\""));
        HttpContent file = NewPart(new FileUploadContent(this, idle), $"form-data; name=\"file\"; filename=\"{Escape(Name)}\"");
        file.Headers.ContentType = new MediaTypeHeaderValue(Type.MediaType);
        form.Add(file);
        return form;
    }

    // Without checks: the framework would write Cyrillic as an encoded word, and names without quotes.
    private static HttpContent NewPart(HttpContent part, string disposition)
    {
        part.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        return part;
    }

    // As the WHATWG standard for forms says, and with it browsers, curl and the Python SDK's HTTP library.
    // Other characters that are not seen are escaped in the same way, because a header with them is refused by gateways.
    private static string Escape(string name)
        => string.Concat(name.EnumerateRunes().Select(static rune => rune.ToString())
            .Select(static text => text != "\"" && VisibleText.IsPlain(text) ? text : Uri.EscapeDataString(text)));
}
