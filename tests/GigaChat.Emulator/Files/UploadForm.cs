using System.Text;
using GigaChat.Emulator.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace GigaChat.Emulator.Files;

/// <summary>The form of an upload, read as strictly as the pickiest gateway that was met.</summary>
/// <param name="Name">The file name.</param>
/// <param name="MediaType">The content type of the file.</param>
/// <param name="Content">The file.</param>
internal sealed record UploadForm(string Name, string MediaType, ReadOnlyMemory<byte> Content)
{
    public static async Task<UploadForm> ReadAsync(Exchange exchange)
    {
        var boundary = Boundary(exchange.Context.Request.ContentType);
        var reader = new MultipartReader(boundary, new MemoryStream(exchange.Body.ToArray(), writable: false));
        UploadForm? file = null;
        string? purpose = null;
        try
        {
            while (await reader.ReadNextSectionAsync(exchange.Aborted) is { } section)
            {
                using var content = new MemoryStream();
                await section.Body.CopyToAsync(content, exchange.Aborted);
                var disposition = section.ContentDisposition ?? "";
                switch (Parameter(disposition, "name"))
                {
                    case "purpose":
                        purpose = Encoding.UTF8.GetString(content.ToArray());
                        break;
                    case "file":
                        var name = Parameter(disposition, "filename") ?? throw Bad("file has no name");
                        file = new(name, section.ContentType ?? "", content.ToArray());
                        break;
                }
            }
        }
        catch (IOException)
        {
            throw Bad("unexpected end of form");
        }

        if (file is null)
            throw Bad("no file in form");
        if (purpose != "general")
            throw Bad($"unknown purpose '{purpose}'");
        return file;
    }

    private static string Boundary(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || type.MediaType != "multipart/form-data"
            || type.Boundary.Length == 0)
            throw Bad("no multipart form");
        // Quotes are allowed by the standard; clients were seen to take them off to be understood.
        return type.Boundary[0] == '"' ? throw Bad("boundary in quotes") : type.Boundary.ToString();
    }

    /// <summary>A parameter in quotes. The name of a form's file is plain UTF-8 (RFC 7578 forbids the starred form).</summary>
    private static string? Parameter(string disposition, string name)
    {
        if (disposition.Contains("filename*", StringComparison.OrdinalIgnoreCase))
            throw Bad("filename* is not allowed in a form");
        var start = disposition.IndexOf($"; {name}=\"", StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += name.Length + 4;
        var end = disposition.IndexOf('"', start);
        return end < 0 ? throw Bad("broken Content-Disposition") : disposition[start..end];
    }

    private static Refusal Bad(string what) => new(400, "Invalid form: " + what);
}
