using System.Text.Json;
using GigaChat.Core;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>A question and the arguments that the model should call a function with.</summary>
public sealed record FunctionExample
{
    /// <summary>Makes an example.</summary>
    /// <param name="request">What a user says.</param>
    /// <param name="arguments">The arguments, as the text of a JSON object.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>: the arguments are no JSON object.</exception>
    public FunctionExample(string request, string arguments)
    {
        Request = request;
        Arguments = arguments;
        if (JsonText.TryParse(arguments) is not { ValueKind: JsonValueKind.Object })
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, FunctionMessages.ExampleInvalid);
    }

    /// <summary>What a user says.</summary>
    public string Request { get; }

    /// <summary>The arguments, as the text of a JSON object.</summary>
    public string Arguments { get; }

    /// <summary>Both on one line.</summary>
    /// <returns>For example <c>Сколько места? -&gt; {"Drive":"C"}</c>.</returns>
    public override string ToString() => VisibleText.OneLine($"{Request} -> {Arguments}");
}
