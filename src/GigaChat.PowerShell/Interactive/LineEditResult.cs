namespace GigaChat.Commands.Interactive;

/// <summary>What a key did to the line.</summary>
internal enum LineEditResult
{
    /// <summary>The line goes on.</summary>
    Continue,

    /// <summary>It is finished.</summary>
    Accepted,

    /// <summary>The person wants to leave.</summary>
    Cancelled,
}
