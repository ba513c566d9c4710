using System.IO.Compression;
using Microsoft.AspNetCore.Http.Headers;

namespace GigaChat.Emulator.Hosting;

/// <summary>
/// Compression of answers, as gateways do it for clients that ask. The official SDK asks for gzip and br on everything but streams;
/// a stream is never compressed here, whatever the request says.
/// </summary>
internal static class ContentCoding
{
    public const string Brotli = "br";
    public const string Gzip = "gzip";

    // nginx's gzip_min_length.
    private const int ShortestBody = 20;

    /// <summary>The coding that the client likes best, brotli where it does not care; null for none.</summary>
    public static string? Choose(HttpRequest request)
    {
        string? chosen = null;
        var best = 0.0;
        foreach (var offer in new RequestHeaders(request.Headers).AcceptEncoding)
        {
            var quality = offer.Quality ?? 1;
            var coding = offer.Value.Value?.ToLowerInvariant() switch { Brotli or "*" => Brotli, Gzip => Gzip, _ => null };
            if (coding is null || quality < best || quality == 0 || (quality == best && chosen == Brotli))
                continue;
            (chosen, best) = (coding, quality);
        }

        return chosen;
    }

    /// <summary>The body as it goes out, with the headers that say how.</summary>
    public static ReadOnlyMemory<byte> Pack(Exchange exchange, ReadOnlyMemory<byte> body)
    {
        if (!exchange.Settings.Compression || body.Length < ShortestBody || Choose(exchange.Context.Request) is not { } coding)
            return body;
        using var packed = new MemoryStream();
        using (var packer = CreatePacker(coding, packed))
            packer.Write(body.Span);
        exchange.Context.Response.Headers.ContentEncoding = coding;
        exchange.Context.Response.Headers.Vary = "Accept-Encoding";
        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }

    /// <summary>A stream that packs what is written to it.</summary>
    public static Stream CreatePacker(string coding, Stream output) => coding == Brotli
        ? new BrotliStream(output, CompressionLevel.Optimal, leaveOpen: true)
        : new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
}
