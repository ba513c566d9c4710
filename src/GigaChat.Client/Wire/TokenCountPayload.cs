namespace GigaChat.Wire;

/// <summary>One text of its answer.</summary>
internal sealed record TokenCountPayload
{
    public int Tokens { get; set; }

    public int Characters { get; set; }
}
