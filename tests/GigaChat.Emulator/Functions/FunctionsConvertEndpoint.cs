using System.Text;
using System.Text.Json.Nodes;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Functions;

/// <summary>
/// POST /v1/functions/convert: an OpenAPI document as raw text becomes descriptions of functions (PY; in no public specification, and
/// without a live result). Here those of documents in JSON.
/// </summary>
internal static class FunctionsConvertEndpoint
{
    public static Task ConvertAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        JsonObject? document;
        try
        {
            document = JsonNode.Parse(Encoding.UTF8.GetString(exchange.Body.Span)) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            document = null;
        }

        if (document?["paths"] is not JsonObject paths)
            throw Refusal.Invalid("invalid openapi document");
        var functions = new JsonArray();
        foreach (var operation in paths.SelectMany(path => (path.Value as JsonObject ?? []).Select(method => method.Value as JsonObject)))
            if (operation is not null)
                functions.Add(Describe(operation));
        return JsonAnswer.WriteAsync(exchange, new JsonObject { ["functions"] = functions });
    }

    private static JsonObject Describe(JsonObject operation)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var parameter in (operation["parameters"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var name = (string?)parameter["name"] ?? "";
            properties[name] = parameter["schema"]?.DeepClone() ?? new JsonObject { ["type"] = "string" };
            if ((bool?)parameter["required"] == true)
                required.Add(name);
        }

        return new JsonObject
        {
            ["name"] = (string?)operation["operationId"] ?? "operation",
            ["description"] = (string?)operation["summary"] ?? (string?)operation["description"],
            ["parameters"] = new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required },
        };
    }
}
