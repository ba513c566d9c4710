namespace GigaChat.Commands.Chat;

/// <summary>The parameters of Invoke-GigaChat about the version of the chat API, and those that only version 2 has.</summary>
internal sealed record ChatToolSettings
{
    /// <summary>Null for the connection's.</summary>
    public ChatApiVersion? ApiVersion { get; init; }

    /// <summary>Built-in tools, by the service's names.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>The text of a JSON object.</summary>
    public string? AdditionalFields { get; init; }

    public string? Pattern { get; init; }

    public int? TopLogProb { get; init; }
}
