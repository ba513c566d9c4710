namespace GigaChat.Wire;

/// <summary>One choice; the service sends one.</summary>
internal sealed record ChoicePayload
{
    public MessagePayload? Message { get; set; }

    public MessagePayload? Delta { get; set; }

    public string? FinishReason { get; set; }
}
