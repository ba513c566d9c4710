using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using GigaChat.Core;
using GigaChat.Functions;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>The model asks for a function to be carried out; its result has to follow in the conversation.</summary>
[JsonConverter(typeof(FunctionCallJsonConverter))]
public sealed class FunctionCall
{
    private const int MaxNameLength = 100;

    /// <summary>Makes a call, for a conversation that was kept elsewhere.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="arguments">The arguments, as the text of a JSON object.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>: the arguments are no JSON object.</exception>
    public FunctionCall(string name, string arguments)
        : this(name, JsonText.TryParse(arguments), new GigaChatException(GigaChatErrorKind.InvalidRequest, FunctionMessages.ExampleInvalid))
    {
    }

    private FunctionCall(string name, JsonElement? arguments, GigaChatException error, string? id = null)
    {
        Id = id;
        Name = name;
        Json = arguments is { ValueKind: JsonValueKind.Object } json ? json : throw error;
        try
        {
            Arguments = (IDictionary)JsonObjectConverter.ToObject(json)!;
        }
        catch (InvalidOperationException)
        {
            // A text in it holds half a character.
            throw error;
        }
    }

    /// <summary>The service's id of the call, which distinguishes several calls of one message; null where there is none.</summary>
    public string? Id { get; }

    /// <summary>The function's name, as it was offered.</summary>
    public string Name { get; }

    /// <summary>The arguments by name, in the model's order: texts, numbers, truth values, arrays, and such dictionaries again.</summary>
    public IDictionary Arguments { get; }

    /// <summary>The arguments as they came, which is how the history has to repeat them.</summary>
    internal JsonElement Json { get; }

    /// <summary>The call on one line.</summary>
    /// <returns>For example <c>Get-Disk {"Drive":"C"}</c>.</returns>
    public override string ToString() => VisibleText.OneLine($"{Name} {JsonText.Write(Json)}");

    /// <summary>Reads a call. The arguments are an object, or, as one description has it, the text of one.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.ResponseInvalid"/>.</exception>
    internal static FunctionCall? From(FunctionCallPayload? wire, string? requestId)
    {
        if (wire is null)
            return null;
        JsonElement? arguments = wire.Arguments switch
        {
            null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => JsonText.Parse("{}"),
            { ValueKind: JsonValueKind.String } text => JsonText.TryParse(JsonText.GetString(text) ?? ""),
            var other => other,
        };
        LocalizedMessage message = Localized.Format(FunctionMessages.CallUnreadable, VisibleText.OneLine(wire.Name, MaxNameLength));
        var error = new GigaChatException(GigaChatErrorKind.ResponseInvalid, message) { RequestId = requestId };
        return wire.Name is { Length: > 0 } name ? new FunctionCall(name, arguments, error, wire.Id) : throw error;
    }

    /// <summary>The same call with other arguments.</summary>
    /// <param name="change">Gets the text of a JSON object and returns one.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.ResponseInvalid"/>: it is none any more.</exception>
    internal FunctionCall WithArguments(Func<string, string> change)
    {
        LocalizedMessage message = Localized.Format(FunctionMessages.CallUnreadable, VisibleText.OneLine(Name, MaxNameLength));
        return new FunctionCall(
            Name, JsonText.TryParse(change(JsonText.Write(Json))), new GigaChatException(GigaChatErrorKind.ResponseInvalid, message), Id);
    }

    internal FunctionCallPayload ToPayload() => new() { Name = Name, Arguments = Json };
}
