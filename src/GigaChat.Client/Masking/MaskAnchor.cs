namespace GigaChat.Masking;

/// <summary>What a rule looks for before its expression is tried.</summary>
internal enum MaskAnchor
{
    /// <summary>One of its words.</summary>
    Word,

    /// <summary>The beginning of a number of ten digits or more, spaces, hyphens, brackets and dots between them.</summary>
    Number,

    /// <summary>The beginning of digits that a dot and digits follow.</summary>
    Dotted,

    /// <summary>Hexadecimal digits with colons between them.</summary>
    Colon,

    /// <summary>An at sign.</summary>
    At,
}
