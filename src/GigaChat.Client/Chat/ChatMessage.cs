using System.Text.Json.Serialization;
using GigaChat.Core;

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

    private readonly IReadOnlyList<FunctionCall>? _calls;

    /// <summary>Ids of the files that go with the text, or null.</summary>
    public IReadOnlyList<string>? Attachments { get; init => field = ReadableList<string>.Of(value); }

    /// <summary>The function that the model asks for; the next message is its result. Of several the first.</summary>
    public FunctionCall? FunctionCall
    {
        get => _calls is [{ } first, ..] ? first : null;
        init => _calls = value is null ? null : new ReadableList<FunctionCall>([value]);
    }

    /// <summary>The functions that the model asks for; their results are the next messages. Null for none.</summary>
    [JsonIgnore]
    public IReadOnlyList<FunctionCall>? FunctionCalls => _calls;

    /// <summary>
    /// Sets <see cref="FunctionCalls"/>. Its getter is for saved conversations, in which one call stands as it did before there could be
    /// several. Apart from that property because the JSON reader takes an ignored <c>init</c> for an argument that is missing.
    /// </summary>
    [JsonInclude]
    [JsonPropertyName("function_calls")]
    internal IReadOnlyList<FunctionCall>? SeveralCalls
    {
        get => _calls is { Count: > 1 } ? _calls : null;
        init => _calls = value is { Count: > 0 } ? ReadableList<FunctionCall>.Of(value) : _calls;
    }

    /// <summary>The service's mark of a call, which the history repeats; null where the service gave or took none.</summary>
    public string? FunctionsStateId { get; init; }

    /// <summary>The function whose result this is.</summary>
    public string? FunctionName { get; init; }

    /// <summary>The <see cref="FunctionCall.Id"/> of the call whose result this is; null where there was one call.</summary>
    public string? FunctionCallId { get; init; }

    /// <summary>The role and the text: the messages of a conversation in a table.</summary>
    /// <returns>For example <c>user: Why does the print spooler stop?</c>.</returns>
    public override string ToString() => VisibleText.Lines($"{Role}: {Content}");
}
