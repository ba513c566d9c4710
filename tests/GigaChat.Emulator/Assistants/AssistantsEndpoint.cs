using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Emulator.Hosting;
using GigaChat.Emulator.Models;

namespace GigaChat.Emulator.Assistants;

/// <summary>
/// <c>/v1/assistants</c> and what is below it, as one SDK describes them (PY, data of 2024). In no public specification, and without a
/// live result.
/// </summary>
internal sealed class AssistantsEndpoint(EmulatorCore core)
{
    private readonly ConcurrentDictionary<string, Assistant> _all = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Routes.Assistants, ListAsync);
        app.MapPost(Routes.Assistants, CreateAsync);
        app.MapPost(Routes.Assistants + "/modify", ModifyAsync);
        app.MapPost(Routes.Assistants + "/delete", DeleteAsync);
        app.MapPost(Routes.Assistants + "/files/delete", DeleteFileAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        var id = context.Request.Query["assistant_id"].ToString();
        var found = _all.Values.Where(one => one.Owner == exchange.Account.ClientId && (id.Length == 0 || one.Id == id))
            .OrderBy(one => one.Created).ThenBy(one => one.Id, StringComparer.Ordinal);
        return JsonAnswer.WriteAsync(exchange, new JsonObject { ["data"] = new JsonArray([.. found.Select(one => one.ToJson())]) });
    }

    private Task CreateAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        var body = json.RootElement;
        var assistant = Change(
            new Assistant(Guid.NewGuid().ToString(), exchange.Account.ClientId, core.Time.GetUtcNow().ToUnixTimeSeconds())
            {
                Model = ModelCatalog.Require(body.RequiredText("model"), "chat").Id, Name = body.RequiredText("name"),
            },
            body);
        _all[assistant.Id] = assistant;
        return JsonAnswer.WriteAsync(
            exchange, new JsonObject { ["assistant_id"] = assistant.Id, ["created_at"] = assistant.Created });
    }

    private Task ModifyAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        var changed = Change(Require(exchange, json.RootElement), json.RootElement) with
        {
            Updated = core.Time.GetUtcNow().ToUnixTimeSeconds(),
        };
        _all[changed.Id] = changed;
        return JsonAnswer.WriteAsync(exchange, changed.ToJson());
    }

    private Task DeleteAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        var assistant = Require(exchange, json.RootElement);
        _all.TryRemove(assistant.Id, out _);
        return JsonAnswer.WriteAsync(exchange, new JsonObject { ["assistant_id"] = assistant.Id, ["deleted"] = true });
    }

    private Task DeleteFileAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        var assistant = Require(exchange, json.RootElement);
        var file = json.RootElement.RequiredText("file_id");
        if (!assistant.Files.Contains(file))
            throw new Refusal(404, "No such file");
        _all[assistant.Id] = assistant with { Files = [.. assistant.Files.Where(id => id != file)] };
        return JsonAnswer.WriteAsync(exchange, new JsonObject { ["file_id"] = file, ["deleted"] = true });
    }

    private Assistant Require(Exchange exchange, JsonElement body) =>
        _all.GetValueOrDefault(body.RequiredText("assistant_id")) is { } found && found.Owner == exchange.Account.ClientId
            ? found : throw new Refusal(404, "No such assistant");

    private static Assistant Change(Assistant assistant, JsonElement body) => assistant with
    {
        Model = body.OptionalText("model") is { } model ? ModelCatalog.Require(model, "chat").Id : assistant.Model,
        Name = body.OptionalText("name") ?? assistant.Name,
        Description = body.OptionalText("description") ?? assistant.Description,
        Instructions = body.OptionalText("instructions") ?? assistant.Instructions,
        Files = body.Optional("file_ids", JsonValueKind.Array) is { } files
            ? [.. files.EnumerateArray().Select(JsonBody.Text)]
            : assistant.Files,
    };
}
