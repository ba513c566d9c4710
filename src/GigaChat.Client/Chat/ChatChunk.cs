namespace GigaChat;

/// <summary>A piece of an answer that is still coming.</summary>
public sealed class ChatChunk
{
    /// <summary>The next piece of text; often empty in the last one.</summary>
    public string Text { get; init; } = "";

    /// <summary>Its place, from 0.</summary>
    public int Index { get; init; }

    /// <summary>Why the answer ended; set in the last chunk only.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Tokens spent; set in the last chunk only.</summary>
    public ChatUsage? Usage { get; init; }

    /// <summary>The function that the model asks for; set in the last chunk only.</summary>
    public FunctionCall? FunctionCall { get; init; }

    /// <summary>A built-in tool that is under way; such a piece has no text of its own.</summary>
    public ToolCall? ToolCall { get; init; }

    /// <summary>The whole answer; set in the last chunk only.</summary>
    public ChatReply? Reply { get; init; }

    /// <summary>The same piece at another place.</summary>
    internal ChatChunk At(int index) => new()
    {
        Text = Text,
        Index = index,
        FinishReason = FinishReason,
        Usage = Usage,
        FunctionCall = FunctionCall,
        ToolCall = ToolCall,
        Reply = Reply,
    };

    /// <summary>The text.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
