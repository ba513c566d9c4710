using GigaChat.Wire;

namespace GigaChat;

/// <summary>A message of a conversation.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c> or <c>function</c>.</param>
/// <param name="Content">The text; of a function the text of a JSON object, its result.</param>
public sealed record ChatMessage(string Role, string Content)
{
    /// <summary>The service's name for instructions.</summary>
    public const string System = "system";

    /// <summary>The service's name for the user.</summary>
    public const string User = "user";

    /// <summary>The service's name for the model.</summary>
    public const string Assistant = "assistant";

    /// <summary>The service's name for the result of a function.</summary>
    public const string Function = "function";

    /// <summary>Ids of the files that go with the text, or null.</summary>
    public IReadOnlyList<string>? Attachments { get; init; }

    /// <summary>The function that the model asks for; the next message is its result.</summary>
    public FunctionCall? FunctionCall { get; init; }

    /// <summary>The service's mark of a call, which the history repeats; null where the service gave or took none.</summary>
    public string? FunctionsStateId { get; init; }

    /// <summary>The function whose result this is.</summary>
    public string? FunctionName { get; init; }

    internal MessagePayload ToPayload() => new()
    {
        Role = Role,
        Content = Content,
        Name = FunctionName,
        Attachments = Attachments,
        FunctionCall = FunctionCall?.ToPayload(),
        FunctionsStateId = FunctionsStateId,
    };
}
