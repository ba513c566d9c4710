using GigaChat.Commands.Functions;

namespace GigaChat.Commands.Chat;

/// <summary>The functions of Invoke-GigaChat and the schema of its answer, in the form that requests take.</summary>
internal sealed class ChatFunctions
{
    private const string Auto = "Auto";
    private const string None = "None";
    private const string Any = "Any";

    private readonly IFunctionHost _host;
    private readonly FunctionSettings _settings;
    private readonly Type? _type;

    /// <summary>Describes the functions and reads the schema.</summary>
    /// <param name="settings">The parameters, free of contradictions.</param>
    /// <param name="host">PowerShell.</param>
    /// <exception cref="GigaChatException">A function or schema that cannot be used.</exception>
    public ChatFunctions(FunctionSettings settings, IFunctionHost host)
    {
        _host = host;
        Offered = settings.Functions is { } given ? host.CreateFunctions(given) : null;
        Choice = settings.Choice is { } choice ? ToServiceChoice(choice) : null;
        _settings = settings;
        _type = settings.AnswerType;
        if (settings.Schema is { } schema)
            Schema = new ResponseSchema(host.ReadSchema(schema)) { IgnoresPatternCase = _type is not null };
    }

    public IReadOnlyList<GigaChatFunction>? Offered { get; }

    /// <summary><c>auto</c>, <c>none</c>, or the name by which the model calls the function.</summary>
    public string? Choice { get; }

    /// <summary>
    /// The results of the calls that a conversation ends with, as JSON; null where none were given. Of several calls each item of an
    /// array is the result of one.
    /// </summary>
    public IReadOnlyList<string>? ResultsFor(GigaChatConversation? conversation)
    {
        if (!_settings.HasResult)
            return null;
        return conversation?.OpenCalls.Count > 1 && _settings.Result is object?[] several
            ? [.. several.Select(_host.FormatResult)]
            : [_host.FormatResult(_settings.Result)];
    }

    public ResponseSchema? Schema { get; }

    /// <summary>Converts the value of a structured answer to PowerShell's objects, or to an object of the given class.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.ResponseInvalid"/>: the class does not accept it.</exception>
    public void Finish(ChatReply reply)
    {
        if (Schema is not null && reply.FunctionCall is null)
            StructuredAnswer.Convert(reply, _type, _host.ConvertAnswer);
    }

    // A function may also be chosen by the name of its command, which is not always a name that the service accepts.
    private string ToServiceChoice(string choice)
    {
        if (choice.Equals(Auto, StringComparison.OrdinalIgnoreCase) || choice.Equals(None, StringComparison.OrdinalIgnoreCase)
            || choice.Equals(Any, StringComparison.OrdinalIgnoreCase))
            return choice.ToLowerInvariant();
        return Offered?.FirstOrDefault(function => IsCalled(function, choice))?.Name ?? ToolName.ToService(choice);
    }

    private static bool IsCalled(GigaChatFunction function, string name)
        => name.Equals(function.Name, StringComparison.OrdinalIgnoreCase)
            || name.Equals(function.Command, StringComparison.OrdinalIgnoreCase);
}
