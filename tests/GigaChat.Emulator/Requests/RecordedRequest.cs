using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Requests;

/// <summary>
/// A request to the sign-in or API port as it came in. The headers hold keys and tokens: for tests only, never for a console.
/// </summary>
public sealed class RecordedRequest
{
    public required int Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required PortKind Port { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>With its question mark, or empty.</summary>
    public required string Query { get; init; }

    /// <summary>Names in any case; several values are joined by a comma and a space.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body as text, cut at 1 MB (of an upload at 4 KB); null where bodies are not recorded.</summary>
    public string? Body { get; init; }

    /// <summary>The size of the whole body in bytes.</summary>
    public long BodyLength { get; init; }

    /// <summary><c>HTTP/1.1</c> or <c>HTTP/2</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The connection it came over. Requests of one HTTP/2 connection have the same; a proxy's tunnel is a connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The status answered; 0 while there is none.</summary>
    public int Status { get; set; }

    /// <summary>The client went away, or the emulator dropped the connection.</summary>
    public bool Aborted { get; set; }

    /// <summary>The whole answer was made. Set before its last bytes are written, so a client that has them sees it.</summary>
    public bool Finished { get; set; }
}
