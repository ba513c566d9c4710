using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GigaChat.Emulator;

/// <summary>POST /v1/functions/validate.</summary>
internal static partial class FunctionsEndpoint
{
    private const string Root = "(root)";

    public static Task ValidateAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        var errors = new List<(string Description, string Location)>();
        var warnings = new List<(string Description, string Location)>();
        Check(json.RootElement, errors, warnings);

        var body = new ArrayBufferWriter<byte>(512);
        body.Write("{\"status\":200,\"message\":"u8);
        body.WriteJsonString(errors.Count == 0 ? "Function is valid" : "Incorrect function syntax");
        body.Write(",\"json_ai_rules_version\":\"1.0.5\""u8);
        WriteList(body, "errors", errors);
        WriteList(body, "warnings", warnings);
        body.Write("}"u8);
        return Answer.JsonAsync(exchange, 200, body.WrittenMemory);
    }

    private static void Check(JsonElement function, List<(string Description, string Location)> errors, List<(string Description, string Location)> warnings)
    {
        if (function.OptionalText("name") is not { } name)
            errors.Add(("name is required", Root));
        else if (!Name().IsMatch(name))
            errors.Add(("name must contain only Latin letters, digits, '_', '-', '.' and start with a letter", $"{Root}.name"));
        if (function.OptionalText("description") is not { Length: > 0 })
            warnings.Add(("description is missing", Root));
        if (function.Optional("few_shot_examples", JsonValueKind.Array) is not { } examples || examples.GetArrayLength() == 0)
            warnings.Add(("few_shot_examples are missing", Root));
        if (function.Optional("return_parameters", JsonValueKind.Object) is null)
            warnings.Add(("return_parameters are missing", Root));

        if (function.Optional("parameters", JsonValueKind.Object) is not { } parameters)
            errors.Add(("parameters is required", Root));
        else
            CheckObject(parameters, $"{Root}.parameters", errors, warnings);
    }

    private static void CheckObject(JsonElement schema, string place, List<(string Description, string Location)> errors, List<(string Description, string Location)> warnings)
    {
        if (schema.Optional("properties", JsonValueKind.Object) is not { } properties)
        {
            errors.Add(("properties is required", place));
            return;
        }

        foreach (var property in properties.EnumerateObject())
        {
            var where = $"{place}.properties.{property.Name}";
            if (property.Value.ValueKind != JsonValueKind.Object)
                errors.Add(("Invalid type. Expected: object", where));
            else if (property.Value.Optional("description") is null)
                warnings.Add(("description is missing", where));
        }

        if (schema.Optional("required", JsonValueKind.Array) is { } required)
            foreach (var name in required.EnumerateArray())
                if (!properties.TryGetProperty(JsonBody.Text(name), out _))
                    errors.Add(($"required property '{name.GetString()}' is not among the properties", $"{place}.required"));
    }

    private static void WriteList(ArrayBufferWriter<byte> body, string name, List<(string Description, string Location)> findings)
    {
        if (findings.Count == 0)
            return;
        body.WriteText($",\"{name}\":[");
        for (var i = 0; i < findings.Count; i++)
        {
            body.WriteText(i == 0 ? "{\"description\":" : ",{\"description\":");
            body.WriteJsonString(findings[i].Description);
            body.Write(",\"schema_location\":"u8);
            body.WriteJsonString(findings[i].Location);
            body.Write("}"u8);
        }

        body.Write("]"u8);
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.\-]*\z")]
    private static partial Regex Name();
}
