using System.Text.Json;
using GigaChat.Core;
using GigaChat.Functions;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>
/// A function that the model may ask for: its name, what it is for, and a JSON Schema of its parameters. It survives
/// jobs and remoting; its examples and what carries it out are left behind there.
/// </summary>
public sealed class GigaChatFunction
{
    private const string NoParameters = """{"type":"object","properties":{}}""";

    private readonly string? _returnParameters;

    /// <summary>Describes a function.</summary>
    /// <param name="name">A Latin letter, then Latin letters, digits, <c>_</c>, <c>-</c> and <c>.</c></param>
    /// <param name="description">What it does and when to use it; the model chooses by it.</param>
    /// <param name="parameters">A JSON Schema of an object; null for none. References within it are resolved.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/>: a name or schema that the service would refuse.
    /// </exception>
    public GigaChatFunction(string name, string? description = null, string? parameters = null)
    {
        if (!FunctionName.IsValid(name))
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(FunctionMessages.NameInvalid, name));
        Name = name;
        Description = string.IsNullOrWhiteSpace(description) ? null : description.Trim();
        Parameters = parameters is not null ? SchemaNormalizer.NormalizeParameters(parameters)
            : FunctionName.IsBuiltIn(name) ? null
            : NoParameters;
    }

    /// <summary>The name, as the model calls it.</summary>
    public string Name { get; }

    /// <summary>What it does.</summary>
    public string? Description { get; }

    /// <summary>The JSON Schema of its parameters, as text; null for a function of the service itself, such as <c>text2image</c>.</summary>
    public string? Parameters { get; }

    /// <summary>The JSON Schema of its result, as text, or null.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>: no JSON Schema.</exception>
    public string? ReturnParameters
    {
        get => _returnParameters;
        init => _returnParameters = value is null ? null : SchemaNormalizer.NormalizeParameters(value);
    }

    /// <summary>Questions and the arguments that they should lead to.</summary>
    public IReadOnlyList<FunctionExample> Examples { get; init; } = [];

    /// <summary>The command that carries it out; null where the caller does it.</summary>
    public string? Command { get; init; }

    /// <summary>What carries it out; of a type that its maker knows.</summary>
    internal object? Implementation { get; init; }

    /// <summary>Whether the service carries out a function of this name itself, so that it needs no description.</summary>
    /// <param name="name">The name, for example <c>text2image</c>.</param>
    /// <returns>True for the functions of the service.</returns>
    public static bool IsBuiltIn(string name) => FunctionName.IsBuiltIn(name);

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => VisibleText.OneLine(Name);

    internal FunctionPayload ToPayload() => new()
    {
        Name = Name,
        Description = Description,
        Parameters = Element(Parameters),
        ReturnParameters = Element(ReturnParameters),
        FewShotExamples = Examples.Count == 0 ? null : [.. Examples.Select(ToPayload)],
    };

    private static FunctionExamplePayload ToPayload(FunctionExample example)
        => new() { Request = example.Request, Params = Element(example.Arguments)!.Value };

    private static JsonElement? Element(string? json) => json is null ? null : JsonText.Parse(json);
}
