using GigaChat.Core;

namespace GigaChat;

/// <summary>What the service says about the description of a function.</summary>
public sealed class FunctionValidation
{
    /// <summary>The function's name.</summary>
    public required string Name { get; init; }

    /// <summary>The service takes it. Warnings may remain.</summary>
    public bool IsValid => Errors.Count == 0;

    /// <summary>Why the service refuses it.</summary>
    public IReadOnlyList<FunctionFinding> Errors
    {
        get;
        init => field = ReadableList<FunctionFinding>.Of(value);
    } = ReadableList<FunctionFinding>.Empty;

    /// <summary>What would help the model to use it rightly.</summary>
    public IReadOnlyList<FunctionFinding> Warnings
    {
        get;
        init => field = ReadableList<FunctionFinding>.Of(value);
    } = ReadableList<FunctionFinding>.Empty;

    /// <summary>The service's summary.</summary>
    public string? Message { get; init; }

    /// <summary>The version of the rules it was held against.</summary>
    public string? RulesVersion { get; init; }
}
