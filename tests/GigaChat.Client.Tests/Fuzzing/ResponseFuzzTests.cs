using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GigaChat.Tests.Http;

namespace GigaChat.Tests.Fuzzing;

/// <summary>Every response of the service, mutated: the outcome is a result or a GigaChatException.</summary>
public sealed class ResponseFuzzTests : IDisposable
{
    private const int Runs = 120;
    private const string Chat
        = """{"choices":[{"message":{"role":"assistant","content":"Привет 🙂","reasoning_content":"Думаю"},"index":0"""
            + ""","finish_reason":"stop"}],"created":1700000000,"model":"GigaChat:1","object":"chat.completion","usage":"""
            + """{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7,"precached_prompt_tokens":0}}""";
    private const string Call
        = """{"choices":[{"message":{"role":"assistant","content":"","function_call":{"name":"f","arguments":{"a":"б","b":[1,2.5,"""
            + """{"c":null}]}},"functions_state_id":"00000000"},"index":0,"finish_reason":"function_call"}],"model":"GigaChat:1","usage":"""
            + """{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}""";
    private const string CallAsText
        = """{"choices":[{"message":{"role":"assistant","function_call":{"name":"f","arguments":"{\"a\":1}"}}"""
            + ""","finish_reason":"function_call"}]}""";
    private const string Models
        = """{"object":"list","data":[{"id":"GigaChat","object":"model","owned_by":"salutedevices","type":"chat"},"""
            + """{"id":"Embeddings","object":"model","owned_by":"salutedevices","type":"embedder"}]}""";
    private const string Vectors
        = """{"object":"list","model":"Embeddings","data":[{"object":"embedding","embedding":[0.5,-1e-3,2],"index":0,"usage":"""
            + """{"prompt_tokens":6}},{"object":"embedding","embedding":[1,0,0],"index":1,"usage":{"prompt_tokens":2}}]}""";
    private const string File
        = """{"bytes":120,"created_at":1700000000"""
            + ""","filename":"текст.txt","id":"00000000-0000-0000-0000-000000000003","object":"file","purpose":"general","access_polic"""
            + """y":"private"}""";
    private const string Batch
        = """{"id":"00000000-0000-0000-0000-000000000004","method":"chat_completions","request_counts":{"total":2,"completed":1"""
            + ""","failed":1},"status":"completed","output_file_id":"00000000-0000-0000-0000-000000000005","created_at":1700000000"""
            + ""","updated_at":"2026-11-20T10:00:00Z"}""";

    private static readonly ChatRequest Prompt = new() { Prompt = "Привет" };
    private static readonly string Words = string.Join(' ', Enumerable.Repeat("слово", 30));

    private static readonly Dictionary<string, (string[] Documents, Func<GigaChatConnection, Task> Ask)> Subjects = new()
    {
        ["chat answers"] = ([Chat, Call, CallAsText], static async c => Touch(await c.ChatAsync(Prompt))),
        ["answers with a schema"] = (
            ["""{"choices":[{"message":{"content":"{\"a\":[1,2],\"b\":\"text\"}"},"finish_reason":"stop"}]}""",
                """{"choices":[{"message":{"content":"```json\n{\"a\":[\"\\ud800\"],\"b\":null}```"}}]}"""],
            static async c => Touch(
                await c.ChatAsync(
                    new ChatRequest
                        { Prompt = "?", Schema = new ResponseSchema("""{"type":"object","properties":{"a":{"type":"array","items":"""
                            + """{"type":"integer"}},"b":{"enum":["text",null]}},"required":["a"]}""") }))),
        ["lists of models"] = ([Models], static async c => Assert.All(await c.GetModelsAsync(), static m => Assert.NotNull(m.Id))),
        ["a model"] = (
            ["""{"id":"GigaChat","object":"model","owned_by":"salutedevices","type":"chat"}"""],
            static async c => Assert.NotNull((await c.GetModelAsync("GigaChat")).Id)),
        ["embeddings"] = (
            [Vectors], static async c => Assert.Equal(
                2, (await c.EmbedAsync(["раз", "два"], new EmbeddingOptions { Normalize = true })).Count(
                    static o => o.Value is not null || o.Error is not null))),
        ["token counts"] = (
            ["""[{"object":"tokens","tokens":7,"characters":36},{"object":"tokens","tokens":3,"characters":11}]"""],
            static async c => Assert.Equal(2, (await c.CountTokensAsync(["раз", "два"])).Count)),
        ["balances"] = (
            ["""{"balance":[{"usage":"GigaChat","value":50000},{"usage":"embeddings","value":100000}]}"""],
            static async c => Assert.All(await c.GetBalanceAsync(), static b => Assert.NotNull(b.Model))),
        ["lists of files"] = (
            [$$"""{"data":[{{File}},{{File}}]}"""],
            static async c => Assert.All(await c.GetFilesAsync(), static f => Assert.NotNull($"{f.Id} {f.Kind} {f.CreatedAt}"))),
        ["a file"] = ([File], static async c => Assert.NotNull((await c.GetFileAsync("00000000-0000-0000-0000-000000000003")).Id)),
        ["a deletion"] = (
            ["""{"id":"00000000-0000-0000-0000-000000000003","deleted":true}"""],
            static c => c.DeleteFileAsync("00000000-0000-0000-0000-000000000003")),
        ["lists of batches"] = (
            [$$"""{"batches":[{{Batch}}]}""", $"[{Batch},{Batch}]"],
            static async c => Assert.All(await c.GetBatchesAsync(), static b => Assert.NotNull($"{b.Id} {b.IsFinished}"))),
        ["a batch"] = (
            [Batch], static async c => Assert.NotNull(
                (await c.StartBatchAsync(
                    new BatchRequest { Method = GigaChatBatchMethod.Chat, Inputs = [new BatchInput("1", "?", null)] })).Id)),
        ["text checks"] = (
            ["""{"category":"mixed","characters":500,"tokens":38,"ai_intervals":[[0,10],[20,179]]}"""],
            static async c => Assert.All(
                (await c.CheckTextAsync(Words)).Intervals, static i => Assert.Contains(i.Text, Words, StringComparison.Ordinal))),
        ["function checks"] = (
            ["""{"status":200,"message":"Function is valid","json_ai_rules_version":"1.0.5","errors":[{"description":"name is """
                + """required","schema_location":"(root)"}],"warnings":[{"description":"few_shot_examples are """
                + """missing","schema_location":"(root)"}]}"""],
            static async c => Assert.NotNull(
                (await c.ValidateFunctionAsync(new GigaChatFunction("f", null, """{"type":"object","properties":{}}"""))).Errors)),
    };

    private readonly CannedServer _server = new();

    public static TheoryData<string> Names => [.. Subjects.Keys];

    public void Dispose() => _server.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Good_answers_are_read(string subject)
    {
        using GigaChatConnection connection = _server.Connect();
        Assert.All(Subjects[subject].Documents.Where(static d => !d.Contains("ud800", StringComparison.Ordinal)), document =>
        {
            _server.Respond(Encoding.UTF8.GetBytes(document));
            Assert.Null(Fuzz.OursAsync(() => Subjects[subject].Ask(connection)).GetAwaiter().GetResult());
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Wrong_answers_are_errors_of_ours(string subject)
    {
        (string[] documents, Func<GigaChatConnection, Task> ask) = Subjects[subject];
        using GigaChatConnection connection = _server.Connect();
        Fuzz.Run(subject, Runs, Mutations.Json(documents), async input =>
        {
            _server.Respond(input.Value);
            await Fuzz.OursAsync(() => ask(connection));
        }, Corpus.Json);
    }

    [Fact]
    public void Error_answers_keep_their_kind_whatever_they_say()
    {
        using GigaChatConnection connection = _server.Connect();
        Gen<(Bytes Body, int Status, string? Type)> answers =
            from body in Mutations.Json(
                """{"status":404,"message":"No such model"}""",
                """{"code":7,"message":"scope from db not fully includes consumed scope"}""", "<html><title>502</title></html>")
            from status in Gen.Elements(
                300, 301, 302, 304, 307, 308, 399, 400, 401, 402, 403, 404, 405, 413, 418, 422, 429, 499, 500, 502, 503, 504, 599)
            from type in Gen.Elements(
                "application/json", "text/html", "text/plain; charset=utf-16", "application/json; charset=x-unknown", null)
            select (body, status, type);
        Fuzz.Run("error answers", Runs * 2, answers, async input =>
        {
            // A 304 has no body: what followed it would be the next answer.
            _server.Respond(input.Status == 304 ? [] : input.Body.Value, input.Type, input.Status);
            GigaChatException? error = await Fuzz.OursAsync(() => connection.GetModelsAsync());
            Assert.Equal(input.Status, (int)error!.StatusCode!);
        });
    }

    [Fact]
    public void Responses_to_a_sign_in_are_a_token_or_an_error_of_ours()
    {
        Gen<(Bytes Body, int Status)> answers =
            from body in Mutations.Json(
                """{"access_token":"a.b.c","expires_at":1900000000000}""", """{"tok":"a.b.c","exp":1900000000}""",
                """{"code":6,"message":"credentials doesn't match db data"}""")
            from status in Gen.Elements(200, 200, 200, 302, 400, 401, 403, 404, 429, 500)
            select (body, status);
        using var key = Secret.From(Keys.Key);
        Fuzz.Run("answers to a sign-in", Runs * 2, answers, async input =>
        {
            using GigaChatConnection connection = _server.Connect(GigaChatCredential.FromKey(key));
            _server.Respond(input.Body.Value, status: input.Status);
            GigaChatException? error = await Fuzz.OursAsync(() => connection.SignInAsync());
            Assert.Equal(error is null, connection.TokenExpires is not null);
        });
    }

    [Fact]
    public void Responses_that_are_no_HTTP_are_errors_of_ours()
    {
        using GigaChatConnection connection = _server.Connect();
        byte[] good = Encoding.UTF8.GetBytes(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-request-id: ид\r\nRetry-After: 1\r\nContent-Length: "
                + "11\r\n\r\n{\"data\":[]}");
        Fuzz.Run("answers that are no HTTP", Runs, Mutations.Any(good), async input =>
        {
            _server.Raw(input.Value);
            await Fuzz.OursAsync(() => connection.GetModelsAsync());
        }, Corpus.Http);
    }

    private static void Touch(ChatReply reply)
    {
        Assert.NotNull(reply.Text);
        Assert.NotNull(reply.Files);
        Assert.NotNull($"{reply.Usage} {reply.FunctionCall} {reply.Value}");
    }
}
