using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Functions;

/// <summary>POST /v1/functions/validate.</summary>
internal static partial class FunctionsEndpoint
{
    private const string Root = "(root)";

    public static Task ValidateAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        List<Finding> errors = [], warnings = [];
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

    private static void Check(JsonElement function, List<Finding> errors, List<Finding> warnings)
    {
        if (function.OptionalText("name") is not { } name)
            errors.Add(new("name is required", Root));
        else if (!Name().IsMatch(name))
            errors.Add(new("name must contain only Latin letters, digits, '_', '-', '.' and start with a letter", $"{Root}.name"));
        if (function.OptionalText("description") is not { Length: > 0 })
            warnings.Add(new("description is missing", Root));
        if (function.Optional("few_shot_examples", JsonValueKind.Array) is not { } examples || examples.GetArrayLength() == 0)
            warnings.Add(new("few_shot_examples are missing", Root));
        if (function.Optional("return_parameters", JsonValueKind.Object) is null)
            warnings.Add(new("return_parameters are missing", Root));

        if (function.Optional("parameters", JsonValueKind.Object) is not { } parameters)
            errors.Add(new("parameters is required", Root));
        else
            CheckObject(parameters, $"{Root}.parameters", errors, warnings);
    }

    private static void CheckObject(JsonElement schema, string place, List<Finding> errors, List<Finding> warnings)
    {
        if (schema.Optional("properties", JsonValueKind.Object) is not { } properties)
        {
            errors.Add(new("properties is required", place));
            return;
        }

        foreach (var property in properties.EnumerateObject())
        {
            var where = $"{place}.properties.{property.Name}";
            if (property.Value.ValueKind != JsonValueKind.Object)
            {
                errors.Add(new("Invalid type. Expected: object", where));
                continue;
            }

            if (property.Value.Optional("description") is null)
                warnings.Add(new("description is missing", where));
            CheckInner(property.Value, where, errors, warnings);
        }

        if (schema.Optional("required", JsonValueKind.Array) is { } required)
            foreach (var name in required.EnumerateArray())
                if (!properties.TryGetProperty(JsonBody.Text(name), out _))
                    errors.Add(new($"required property '{name.GetString()}' is not among the properties", $"{place}.required"));
    }

    /// <summary>An object has its properties at every level; so has one that is an item of an array.</summary>
    private static void CheckInner(JsonElement schema, string place, List<Finding> errors, List<Finding> warnings)
    {
        if (SchemaRules.MayBeObject(schema))
            CheckObject(schema, place, errors, warnings);
        if (schema.Optional("items") is { ValueKind: JsonValueKind.Object } items)
            CheckInner(items, place + ".items", errors, warnings);
    }

    private static void WriteList(ArrayBufferWriter<byte> body, string name, List<Finding> findings)
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

    private readonly record struct Finding(string Description, string Location);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.\-]*\z")]
    private static partial Regex Name();
}
