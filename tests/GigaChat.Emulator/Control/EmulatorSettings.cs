using GigaChat.Emulator.Batches;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Connections;
using GigaChat.Emulator.Gateway;

namespace GigaChat.Emulator.Control;

/// <summary>Switches that may be changed at any time. The defaults are the strict service.</summary>
public sealed class EmulatorSettings
{
    /// <summary>More parallel chat requests than the scope allows are answered 429.</summary>
    public bool ConcurrencyLimit { get; set; } = true;

    /// <summary>More than ten sign-ins within a second are answered 429.</summary>
    public bool SignInRateLimit { get; set; } = true;

    /// <summary>Embeddings come in another order than asked for; the index tells.</summary>
    public bool ShuffleEmbeddings { get; set; }

    public ExpiryForm ExpiresAtUnit { get; set; }

    public int TokenLifetimeSeconds { get; set; } = 1800;

    /// <summary>Pause before each chunk of a stream but the first.</summary>
    public int ChunkDelayMs { get; set; }

    /// <summary>UTF-16 units in a chunk of a stream where a scripted answer does not say how many chunks there are.</summary>
    public int ChunkLength { get; set; } = 16;

    /// <summary>Streams are sent in pieces that end inside a character and between the line ends of an event.</summary>
    public bool SplitUtf8 { get; set; }

    /// <summary>UTF-16 units of the last user message that the default answer repeats.</summary>
    public int EchoLength { get; set; } = 2000;

    /// <summary>Pause before each 64 KB of a download.</summary>
    public int DownloadDelayMs { get; set; }

    /// <summary>The request log keeps bodies, up to 1 MB of each.</summary>
    public bool RecordBodies { get; set; } = true;

    /// <summary>The request log keeps requests.</summary>
    public bool RecordRequests { get; set; } = true;

    /// <summary>Looks at a batch that still find it under way.</summary>
    public int BatchLooks { get; set; } = 1;

    /// <summary>Where the lines of a batch's results hold the answers.</summary>
    public BatchLineShape BatchLineShape { get; set; }

    /// <summary>
    /// Streams over HTTP/1.1 are held back and delivered whole at the end, as the service's gateway was measured to do (RUBY,
    /// 2026-10-04: all events within 1 ms after 4.5 s, over HTTP/2 the first one after 0.5 s).
    /// </summary>
    public bool HoldHttp11Streams { get; set; }

    /// <summary>New connections are offered HTTP/1.1 and nothing else.</summary>
    public bool Http11Only { get; set; }

    /// <summary>New connections to the TLS ports are taken, and never answered.</summary>
    public bool SilentConnections { get; set; }

    /// <summary>What a TLS port does when it is spoken plain HTTP to.</summary>
    public PlainHttpAnswer PlainHttpAtTlsPort { get; set; }

    /// <summary>Answers are compressed for clients that ask for it (<c>Accept-Encoding</c>); streams never are.</summary>
    public bool Compression { get; set; } = true;

    /// <summary>How the API host answers a path that leads nowhere.</summary>
    public UnknownPathAnswer UnknownPath { get; set; }

    /// <summary>Tokens that a chat request may hold; 0 for the model's own limit.</summary>
    public int ContextTokens { get; set; }

    /// <summary>The words in which a context that is too long is refused.</summary>
    public ContextRefusal ContextRefusal { get; set; }

    /// <summary>What becomes of a request that forces one of the service's own functions by name.</summary>
    public ForcedBuiltIn ForcedBuiltIn { get; set; }

    /// <summary>
    /// A model that plans all calls that a prompt asks for, answers with the first, and keeps all of them under
    /// <c>functions_state_id</c>.
    /// </summary>
    public bool PlanAllCalls { get; set; }

    /// <summary>A text behind every text of the API's answers, as a service that was broken into could send it.</summary>
    public string? PlantedText { get; set; }

    /// <summary>Members that <see cref="PlantedText"/> is not put into, because a client decides by them and shows nothing else.</summary>
    public IReadOnlyList<string> PlantedExcept { get; set; } = [];

    internal EmulatorSettings Copy() => (EmulatorSettings)MemberwiseClone();
}
