namespace GigaChat;

/// <summary>How a step ended.</summary>
public enum ConnectionCheckStatus
{
    /// <summary>As it should.</summary>
    Passed,

    /// <summary>It works, but the advice should be read.</summary>
    Warning,

    /// <summary>It does not work; the advice says what to do.</summary>
    Failed,

    /// <summary>It was not tried, because a step before it failed or because there is no key.</summary>
    Skipped,
}
