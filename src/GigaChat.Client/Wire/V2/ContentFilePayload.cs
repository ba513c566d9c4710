namespace GigaChat.Wire.V2;

/// <summary>A stored file. Answers add its type and kind.</summary>
internal sealed record ContentFilePayload
{
    public string? Id { get; set; }

    public string? Mime { get; set; }

    public string? Target { get; set; }
}
