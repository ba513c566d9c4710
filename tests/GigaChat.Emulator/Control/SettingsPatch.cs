namespace GigaChat.Emulator;

/// <summary>The settings to change; what is left out stays.</summary>
internal sealed class SettingsPatch
{
    public bool? ConcurrencyLimit { get; init; }

    public bool? SignInRateLimit { get; init; }

    public bool? ShuffleEmbeddings { get; init; }

    public ExpiryForm? ExpiresAtUnit { get; init; }

    public int? TokenLifetimeSeconds { get; init; }

    public int? ChunkDelayMs { get; init; }

    public int? ChunkLength { get; init; }

    public bool? SplitUtf8 { get; init; }

    public int? EchoLength { get; init; }

    public int? DownloadDelayMs { get; init; }

    public bool? RecordBodies { get; init; }

    public bool? RecordRequests { get; init; }

    public int? BatchLooks { get; init; }

    public BatchLineShape? BatchLineShape { get; init; }

    public void ApplyTo(EmulatorSettings settings)
    {
        settings.ConcurrencyLimit = ConcurrencyLimit ?? settings.ConcurrencyLimit;
        settings.SignInRateLimit = SignInRateLimit ?? settings.SignInRateLimit;
        settings.ShuffleEmbeddings = ShuffleEmbeddings ?? settings.ShuffleEmbeddings;
        settings.ExpiresAtUnit = ExpiresAtUnit ?? settings.ExpiresAtUnit;
        settings.TokenLifetimeSeconds = TokenLifetimeSeconds ?? settings.TokenLifetimeSeconds;
        settings.ChunkDelayMs = ChunkDelayMs ?? settings.ChunkDelayMs;
        settings.ChunkLength = ChunkLength ?? settings.ChunkLength;
        settings.SplitUtf8 = SplitUtf8 ?? settings.SplitUtf8;
        settings.EchoLength = EchoLength ?? settings.EchoLength;
        settings.DownloadDelayMs = DownloadDelayMs ?? settings.DownloadDelayMs;
        settings.RecordBodies = RecordBodies ?? settings.RecordBodies;
        settings.RecordRequests = RecordRequests ?? settings.RecordRequests;
        settings.BatchLooks = BatchLooks ?? settings.BatchLooks;
        settings.BatchLineShape = BatchLineShape ?? settings.BatchLineShape;
    }
}
