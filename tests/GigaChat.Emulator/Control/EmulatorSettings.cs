namespace GigaChat.Emulator;

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

    internal EmulatorSettings Copy()
    {
        var copy = new EmulatorSettings();
        copy.Assign(this);
        return copy;
    }

    internal void Assign(EmulatorSettings other)
    {
        ConcurrencyLimit = other.ConcurrencyLimit;
        SignInRateLimit = other.SignInRateLimit;
        ShuffleEmbeddings = other.ShuffleEmbeddings;
        ExpiresAtUnit = other.ExpiresAtUnit;
        TokenLifetimeSeconds = other.TokenLifetimeSeconds;
        ChunkDelayMs = other.ChunkDelayMs;
        ChunkLength = other.ChunkLength;
        SplitUtf8 = other.SplitUtf8;
        EchoLength = other.EchoLength;
        DownloadDelayMs = other.DownloadDelayMs;
        RecordBodies = other.RecordBodies;
        RecordRequests = other.RecordRequests;
        BatchLooks = other.BatchLooks;
        BatchLineShape = other.BatchLineShape;
    }
}
