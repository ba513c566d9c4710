namespace GigaChat;

/// <summary>What a key did to the line.</summary>
internal enum LineEdit
{
    /// <summary>The line goes on.</summary>
    Goes,

    /// <summary>It is finished.</summary>
    Accepted,

    /// <summary>The person wants to leave.</summary>
    Left,
}
