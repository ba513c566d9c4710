using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace GigaChat.Emulator.Adversary;

/// <summary>A request as it came, read by hand: the adversary's own answers shall not depend on a web server.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The request target: a path, or <c>host:port</c> of a CONNECT.</param>
/// <param name="Headers">Names and values in their order.</param>
/// <param name="Body">The body, as bytes below 256.</param>
public sealed record AdversaryRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    private const int LargestHead = 64 * 1024;
    private const int LargestBody = 64 * 1024 * 1024;

    /// <summary>The first value of a header; null where there is none.</summary>
    public string? Header(string name)
        => Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Reads the next request with its body; null where the client has left.</summary>
    internal static async Task<AdversaryRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var bytes = new List<byte>();
        var block = new byte[16 * 1024];
        var end = -1;
        while (end < 0)
        {
            var read = await stream.ReadAsync(block, cancellationToken);
            if (read == 0 || bytes.Count > LargestHead)
                return null;
            bytes.AddRange(block.AsSpan(0, read));
            end = CollectionsMarshal.AsSpan(bytes).IndexOf("\r\n\r\n"u8);
        }

        var lines = Encoding.UTF8.GetString([.. bytes[..end]]).Split("\r\n");
        var headers = lines.Skip(1).Select(static line => line.Split(':', 2)).Where(static parts => parts.Length == 2)
            .Select(static parts => new KeyValuePair<string, string>(parts[0], parts[1].Trim())).ToList();
        var first = lines[0].Split(' ');
        var request = new AdversaryRequest(first[0], first.ElementAtOrDefault(1) ?? "", headers, "");
        var rest = bytes[(end + 4)..];
        if (int.TryParse(request.Header("Content-Length"), CultureInfo.InvariantCulture, out var length))
        {
            while (rest.Count < Math.Min(length, LargestBody))
            {
                var read = await stream.ReadAsync(block, cancellationToken);
                if (read == 0)
                    return null;
                rest.AddRange(block.AsSpan(0, read));
            }
        }

        return request with { Body = Encoding.Latin1.GetString([.. rest]) };
    }
}
