using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Assistants;

/// <summary><c>/v1/threads</c> and what is below it, as one SDK describes them (PY, data of 2024); without streams.</summary>
internal sealed class ThreadsEndpoint(EmulatorCore core)
{
    private readonly ConcurrentDictionary<string, ServiceThread> _all = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Routes.Threads, ListAsync);
        app.MapPost(Routes.Threads, CreateAsync);
        app.MapPost(Routes.Threads + "/retrieve", RetrieveAsync);
        app.MapPost(Routes.Threads + "/delete", DeleteAsync);
        app.MapGet(Routes.Threads + "/messages", MessagesAsync);
        app.MapPost(Routes.Threads + "/messages", AddAsync);
        app.MapPost(Routes.Threads + "/messages/run", RunAsync);
    }

    private long Now => core.Time.GetUtcNow().ToUnixTimeSeconds();

    private Task ListAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        return WriteAsync(exchange, _all.Values.Where(one => one.Owner == exchange.Account.ClientId));
    }

    private Task CreateAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        var thread = new ServiceThread(Guid.NewGuid().ToString(), exchange.Account.ClientId, Now);
        _all[thread.Id] = thread;
        return JsonAnswer.WriteAsync(exchange, thread.ToJson());
    }

    private Task RetrieveAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        var ids = json.RootElement.Optional("threads_ids", JsonValueKind.Array) ?? throw Refusal.InvalidJson();
        return WriteAsync(exchange, ids.EnumerateArray().Select(JsonBody.Text).Select(id => Require(exchange, id)));
    }

    private async Task DeleteAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        _all.TryRemove(Require(exchange, json.RootElement.RequiredText("thread_id")).Id, out _);
        await Answer.RawAsync(exchange, 200, null, ReadOnlyMemory<byte>.Empty);
    }

    private Task MessagesAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        var thread = Require(exchange, context.Request.Query["thread_id"].ToString());
        return JsonAnswer.WriteAsync(exchange, new JsonObject
        {
            ["thread_id"] = thread.Id,
            ["messages"] = new JsonArray([.. thread.Messages.Select(message => message.ToJson())]),
        });
    }

    private Task AddAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        var (thread, added) = Add(exchange, json.RootElement);
        return JsonAnswer.WriteAsync(exchange, new JsonObject
        {
            ["thread_id"] = thread.Id,
            ["messages"] = new JsonArray(
                [.. added.Select(one => new JsonObject { ["created_at"] = one.Created, ["message_id"] = one.Id })]),
        });
    }

    private Task RunAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        using var json = JsonBody.Parse(exchange);
        var (thread, added) = Add(exchange, json.RootElement);
        var text = core.Answers.Take()?.Text ?? "Эхо: " + added[^1].Content;
        var answer = new ThreadMessage(Guid.NewGuid().ToString(), "assistant", text, Now);
        _all[thread.Id] = thread with { Messages = [.. thread.Messages, answer] };
        var prompt = thread.Messages.Sum(message => Tokens.Count(message.Content));
        var completion = Tokens.Count(answer.Content);
        return JsonAnswer.WriteAsync(exchange, new JsonObject
        {
            ["object"] = "threads.messages.run",
            ["model"] = thread.Model ?? "GigaChat",
            ["thread_id"] = thread.Id,
            ["message_id"] = answer.Id,
            ["created"] = answer.Created,
            ["usage"] = new JsonObject
            {
                ["prompt_tokens"] = prompt, ["completion_tokens"] = completion, ["total_tokens"] = prompt + completion,
            },
            ["message"] = new JsonObject { ["role"] = answer.Role, ["content"] = answer.Content },
            ["finish_reason"] = "stop",
        });
    }

    /// <summary>Adds the messages to the thread that is named, or to a new one.</summary>
    private (ServiceThread Thread, IReadOnlyList<ThreadMessage> Added) Add(Exchange exchange, JsonElement body)
    {
        var thread = body.OptionalText("thread_id") is { } id
            ? Require(exchange, id)
            : new ServiceThread(Guid.NewGuid().ToString(), exchange.Account.ClientId, Now)
            {
                AssistantId = body.OptionalText("assistant_id"), Model = body.OptionalText("model"),
            };
        var messages = body.Optional("messages", JsonValueKind.Array) ?? throw Refusal.InvalidJson();
        ThreadMessage[] added =
        [
            .. messages.EnumerateArray().Select(message => new ThreadMessage(
                Guid.NewGuid().ToString(), message.RequiredText("role"), message.RequiredText("content"), Now)),
        ];
        if (added.Length == 0)
            throw Refusal.Invalid("messages must not be empty");
        thread = thread with { Messages = [.. thread.Messages, .. added] };
        _all[thread.Id] = thread;
        return (thread, added);
    }

    private ServiceThread Require(Exchange exchange, string id) =>
        _all.GetValueOrDefault(id) is { } found && found.Owner == exchange.Account.ClientId
            ? found : throw new Refusal(404, "No such thread");

    private static Task WriteAsync(Exchange exchange, IEnumerable<ServiceThread> threads) => JsonAnswer.WriteAsync(
        exchange, new JsonObject { ["threads"] = new JsonArray([.. threads.Select(one => one.ToJson())]) });
}
