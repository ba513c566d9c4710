namespace GigaChat.Wire;

/// <summary>One thing that is wrong, or could be better.</summary>
internal sealed record FunctionFindingPayload
{
    public string? Description { get; set; }

    public string? SchemaLocation { get; set; }
}
