namespace GigaChat.Commands.Interactive;

/// <summary>What a line of the interactive chat asks for.</summary>
internal enum ChatLineKind
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>An answer of the model.</summary>
    Prompt,

    /// <summary>The end.</summary>
    Exit,

    /// <summary>A new conversation.</summary>
    Clear,

    /// <summary>Another model, or the name of this one.</summary>
    Model,

    /// <summary>Other instructions, or to see them.</summary>
    System,

    /// <summary>A file for the next question.</summary>
    File,

    /// <summary>A built-in tool of the service, for the questions that follow.</summary>
    Tool,

    /// <summary>The conversation on disk.</summary>
    Save,

    /// <summary>A conversation from disk, to go on with.</summary>
    Load,

    /// <summary>The last question once more.</summary>
    Retry,

    /// <summary>The tokens of the last answer and of the conversation.</summary>
    Tokens,

    /// <summary>An empty screen; the conversation goes on.</summary>
    ClearScreen,

    /// <summary>The list of commands.</summary>
    Help,

    /// <summary>A command there is not.</summary>
    Unknown,
}
