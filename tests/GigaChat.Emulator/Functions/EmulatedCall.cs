using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Control;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Functions;

/// <summary>A call of a function in an answer.</summary>
/// <param name="Name">The function.</param>
/// <param name="Arguments">JSON, as it is written out.</param>
internal sealed partial record EmulatedCall(string Name, string Arguments)
{
    public string StateId { get; } = Guid.NewGuid().ToString();

    /// <summary>Calls that the model keeps under the state, this one included.</summary>
    public int Planned { get; init; } = 1;

    /// <summary>
    /// The call to answer with: a scripted one, else the one that the prompt asks for. Of several
    /// <c>call NAME {"json":1}</c> in a prompt each is made in its turn, after the result of the one before.
    /// </summary>
    public static EmulatedCall? Make(ChatRequest request, ScriptedAnswer? script, EmulatorSettings settings)
    {
        if (script is not null)
            return script.FunctionCall is { } scripted
                ? new(scripted.Name, CallArguments.ToJson(scripted.Arguments)) { Planned = scripted.Planned }
                : null;

        var asked = InText(request.Question);
        var results = request.Messages.Reverse().TakeWhile(message => message.Role != "user").Count(message => message.Role == "function");
        // Not the service's own functions: those never come out as calls.
        if (request.Offer.Forced is { } name && request.Offer.Functions.TryGetValue(name, out var parameters)
            && parameters.ValueKind == JsonValueKind.Object)
            return asked.FirstOrDefault(call => call.Name == name) ?? new(name, SchemaSample.Make(parameters, request.Question));
        if (!request.Offer.IsAuto || results >= asked.Count || !request.Offer.Functions.ContainsKey(asked[results].Name))
            return null;
        return asked[results] with { Planned = settings.PlanAllCalls ? asked.Count - results : 1 };
    }

    /// <summary>The members of the message, after those it always has.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        output.Write(",\"function_call\":{\"name\":"u8);
        output.WriteJsonString(Name);
        output.Write(",\"arguments\":"u8);
        output.WriteText(Arguments);
        output.WriteText($"}},\"functions_state_id\":\"{StateId}\"");
    }

    /// <summary>What a prompt asks to call, in its order.</summary>
    public static List<EmulatedCall> InText(string text)
    {
        var calls = new List<EmulatedCall>();
        foreach (Match match in Asked().Matches(text))
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text[(match.Index + match.Length)..]));
            try
            {
                using var json = JsonDocument.ParseValue(ref reader);
                calls.Add(new(match.Groups[1].Value, CallArguments.ToJson(json.RootElement)));
            }
            catch (JsonException)
            {
                // Words, not a call.
            }
        }

        return calls;
    }

    [GeneratedRegex(@"\bcall ([A-Za-z][A-Za-z0-9_.\-]*) (?=\{)")]
    private static partial Regex Asked();
}
