namespace GigaChat.Masking;

/// <summary>What came of the search for a value with the parts of a pattern.</summary>
internal enum ValueSearch
{
    /// <summary>The pattern does not match.</summary>
    None,

    /// <summary>It matches, and the place of its value is known.</summary>
    Found,

    /// <summary>The parts, each at its first match, do not fit together: only the whole pattern says whether it matches.</summary>
    Open,
}
