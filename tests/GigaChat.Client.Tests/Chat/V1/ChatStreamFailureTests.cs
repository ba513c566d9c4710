using System.Net;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Faults;

namespace GigaChat.Tests.Chat.V1;

/// <summary>Streams in which the service says that it failed, in an event of an error or in data that is no piece of an answer.</summary>
public sealed class ChatStreamFailureTests : ConnectedTest
{
    private const string Piece = """data: {"choices":[{"delta":{"content":"Нача","role":"assistant"},"index":0}],"model":"m"}""" + "\n\n";

    [Theory]
    [InlineData(ChatApiVersion.V1)]
    [InlineData(ChatApiVersion.V2)]
    public async Task A_failure_after_text_keeps_the_text_and_the_reason(ChatApiVersion version)
    {
        Host.Answers.Add("один два три", chunks: 3);
        string data = """{"status":503,"message":"Память кончилась\u001b[2J","code":7}""";
        Host.Faults.Add(new Fault(FaultKind.ErrorEvent, FaultTarget.Stream, AfterChunks: 2, Body: data));
        ChatException error = await Assert.ThrowsAsync<ChatException>(() => StreamAsync(version));
        Assert.Equal(
            (GigaChatErrorKind.ServerError, "StreamFailed", HttpStatusCode.ServiceUnavailable, 7, "один два"),
            (error.Kind, error.Detail, error.StatusCode, error.ServiceCode, error.PartialReply!.Text));
        Assert.EndsWith(@": Память кончилась\u{1B}[2J", error.Message, StringComparison.Ordinal);
        Assert.Equal(@"Память кончилась\u{1B}[2J", error.ServiceMessage);
        Assert.NotNull(error.RequestId);
    }

    [Theory]
    [InlineData("""data: {"error":{"message":"Сломалось","code":"x"}}""", "Сломалось")]
    [InlineData("""data: {"model":"m","choices":[],"error":"Сломалось"}""", "Сломалось")]
    [InlineData("""data: {"detail":[{"msg":"Сломалось"}]}""", "Сломалось")]
    [InlineData("""data: {"status":500}""", """{"status":500}""")]
    [InlineData("data: Сломалось", "Сломалось")]
    [InlineData("data: \"Сломалось\"", "Сломалось")]
    [InlineData("data: <html><title>Сломалось</title></html>", "the web page \"Сломалось\"")]
    [InlineData("event: error\ndata: {}", "no reason given")]
    [InlineData("event: error\ndata: Сломалось", "Сломалось")]
    public async Task The_reason_is_found_wherever_it_is(string data, string reason)
    {
        Host.Answers.Add(new ScriptedAnswer(Raw: Piece + data + "\n\ndata: [DONE]\n\n"));
        ChatException error = await Assert.ThrowsAsync<ChatException>(() => StreamAsync());
        Assert.Equal(("StreamFailed", "Нача"), (error.Detail, error.PartialReply!.Text));
        Assert.EndsWith(": " + reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, GigaChatErrorKind.InvalidRequest)]
    [InlineData(401, GigaChatErrorKind.AuthenticationFailed)]
    [InlineData(402, GigaChatErrorKind.QuotaExceeded)]
    [InlineData(403, GigaChatErrorKind.PermissionDenied)]
    [InlineData(413, GigaChatErrorKind.TooLarge)]
    [InlineData(429, GigaChatErrorKind.RateLimited)]
    [InlineData(500, GigaChatErrorKind.ServerError)]
    [InlineData(200, GigaChatErrorKind.ServerError)]
    public async Task The_status_in_the_event_tells_the_kind(int status, GigaChatErrorKind kind)
    {
        Host.Faults.Add(new Fault(FaultKind.ErrorEvent, FaultTarget.Stream, Body: $$"""{"status":{{status}},"message":"Нет"}"""));
        Assert.Equal(kind, (await Assert.ThrowsAsync<ChatException>(() => StreamAsync())).Kind);
    }

    [Fact]
    public async Task A_context_that_is_too_long_is_named_so()
    {
        Host.Faults.Add(new Fault(FaultKind.ErrorEvent, FaultTarget.Stream, AfterChunks: 0, Body: """{"message":"context is too long"}"""));
        ChatException error = await Assert.ThrowsAsync<ChatException>(() => StreamAsync());
        Assert.Equal((GigaChatErrorKind.TooLarge, null), (error.Kind, error.PartialReply));
    }

    [Fact]
    public async Task What_signed_in_is_hidden()
    {
        await Connection.ChatAsync(new ChatRequest { Prompt = "x" }, cancellationToken: Cancellation);
        string token = Host.Requests.All[^1].Headers["Authorization"].ToString()["Bearer ".Length..];
        string data = $$"""{"status":500,"message":"Bearer {{token}} не принят"}""";
        Host.Faults.Add(new Fault(FaultKind.ErrorEvent, FaultTarget.Stream, Body: data));
        ChatException error = await Assert.ThrowsAsync<ChatException>(() => StreamAsync());
        Assert.Equal("Bearer *** не принят", error.ServiceMessage);
        Assert.DoesNotContain(token, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data: {}")]
    [InlineData("""data: {"status":200}""")]
    [InlineData("""data: {"object":"chat.completion.chunk","created":1780000000}""")]
    [InlineData("""data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2},"message":null}""")]
    [InlineData("""data: {"choices":[{"delta":{"content":""},"index":0}],"message":"внутри ответа"}""")]
    public async Task Data_that_names_no_failure_is_passed_over(string data)
    {
        string last = """data: {"choices":[{"delta":{"content":"ло"},"index":0,"finish_reason":"stop"}],"model":"m"}""";
        Host.Answers.Add(new ScriptedAnswer(Raw: Piece + data + "\n\n" + last + "\n\ndata: [DONE]\n\n"));
        Assert.Equal("Начало", (await StreamAsync()).Text);
    }

    [Theory]
    [InlineData("""data: {"status":500,"message":"Сломалось"}""")]
    [InlineData("data: Сломалось")]
    public async Task Version_2_knows_a_failure_without_a_name(string data)
    {
        Host.Answers.Add(new ScriptedAnswer(Raw: data + "\n\n"));
        ChatException error = await Assert.ThrowsAsync<ChatException>(() => StreamAsync(ChatApiVersion.V2));
        Assert.Equal(("StreamFailed", "Сломалось", null), (error.Detail, error.ServiceMessage, error.PartialReply));
    }

    private async Task<ChatReply> StreamAsync(ChatApiVersion version = ChatApiVersion.V1)
    {
        ChatReply? reply = null;
        await foreach (ChatChunk chunk in Connection.StreamChatAsync(
            new ChatRequest { Prompt = "x", ApiVersion = version }, cancellationToken: Cancellation))
            reply = chunk.Reply;
        return reply!;
    }
}
