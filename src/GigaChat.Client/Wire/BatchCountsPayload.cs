namespace GigaChat.Wire;

/// <summary>How far it is.</summary>
internal sealed record BatchCountsPayload
{
    public int? Total { get; set; }

    public int? Completed { get; set; }

    public int? Failed { get; set; }
}
