namespace GigaChat.Wire.V2;

/// <summary>A token and the logarithm of its probability.</summary>
internal sealed record TokenProbabilityPayload
{
    public string? Token { get; set; }

    public double Logprob { get; set; }
}
