namespace GigaChat;

/// <summary>What happens with material that a request has no room for.</summary>
public enum WhenTooLong
{
    /// <summary>It is an error.</summary>
    Error,

    /// <summary>Each part of it is asked about, and then the answers are made one.</summary>
    Split,

    /// <summary>Its end is sent.</summary>
    KeepEnd,

    /// <summary>Its beginning is sent.</summary>
    KeepStart,
}
