namespace GigaChat.Index;

/// <summary>What an update did, or would do.</summary>
internal sealed class UpdateCounts
{
    /// <summary>Documents that were not in the index.</summary>
    public int Added { get; set; }

    /// <summary>Documents that were in it with another text, or cut in another way.</summary>
    public int Changed { get; set; }

    /// <summary>Documents that are gone.</summary>
    public int Removed { get; set; }

    /// <summary>Documents that are as they were.</summary>
    public int Unchanged { get; set; }

    /// <summary>Documents that could not be embedded.</summary>
    public int Failed { get; set; }

    /// <summary>Texts sent to be embedded.</summary>
    public int Texts { get; set; }

    /// <summary>Characters of these texts.</summary>
    public long Characters { get; set; }

    /// <summary>Requests for embeddings.</summary>
    public int Requests { get; set; }

    /// <summary>Tokens that the service counted.</summary>
    public long Tokens { get; set; }
}
