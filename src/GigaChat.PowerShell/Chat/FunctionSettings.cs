namespace GigaChat.Commands.Chat;

/// <summary>The parameters of Invoke-GigaChat about functions and the schema of the answer.</summary>
internal sealed record FunctionSettings
{
    /// <summary>-Function as given: descriptions, commands, names, script blocks.</summary>
    public object[]? Functions { get; init; }

    public string? Choice { get; init; }

    /// <summary>Function calls are carried out.</summary>
    public bool Invoke { get; init; }

    /// <summary>The calls that are carried out for one prompt at most.</summary>
    public int MaximumRounds { get; init; }

    public bool HasResult { get; init; }

    public object? Result { get; init; }

    /// <summary>-Schema as given: a hashtable, JSON, the path of a file, a class.</summary>
    public object? Schema { get; init; }

    /// <summary>The class that <see cref="Schema"/> is; null for anything else.</summary>
    public Type? AnswerType { get; init; }
}
