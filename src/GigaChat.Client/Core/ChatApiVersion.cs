namespace GigaChat;

/// <summary>The version of the chat API that a request goes to.</summary>
public enum ChatApiVersion
{
    /// <summary>Version 1, unless something is asked for that only version 2 has.</summary>
    Auto,

    /// <summary><c>POST /v1/chat/completions</c>.</summary>
    V1,

    /// <summary><c>POST /v2/chat/completions</c>: built-in tools, several calls in one message, storage.</summary>
    V2,
}
