using System.Net;
using GigaChat.Batches;

namespace GigaChat.Tests.Batches;

public sealed class BatchResultReaderTests
{
    private const string Completion
        = """{"choices":[{"message":{"content":"Ответ","role":"assistant"},"index":0,"finish_reason":"stop"}]"""
            + ""","model":"GigaChat:2.0.28.2","usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";
    private const string Vectors
        = """{"object":"list","model":"Embeddings","data":[{"object":"embedding","index":0,"embedding":[0.5,-1],"usage":"""
            + """{"prompt_tokens":4}}]}""";

    private static readonly GigaChatBatch Batch
        = new() { Id = "пакет", SystemPrompt = "Кратко", Inputs = [new("000001", "Вопрос", "строка 1")] };

    public static TheoryData<string> Shapes => new(
        "{0}",
        """{{"id":"000001","result":{0}}}""",
        """{{"id":"000001","response":{0}}}""",
        """{{"response":{{"status_code":200,"body":{0}}},"id":"000001"}}""",
        """{{"id":"000001","error":null,"request":{{"choices":[]}},"response":{{"status":200,"body":{{"data":{0}}}}}}}""");

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_completion_is_found_wherever_it_sits(string shape)
    {
        BatchResult result = Read(shape, Completion);
        var reply = Assert.IsType<ChatReply>(result.Value);
        Assert.Equal("000001", result.Id);
        Assert.Equal("Ответ", reply.Text);
        Assert.Equal("строка 1", reply.Source);
        Assert.Equal(5, reply.Usage!.TotalTokens);
        Assert.Equal(["Кратко", "Вопрос", "Ответ"], reply.Conversation!.Messages.Select(message => message.Content));
    }

    [Fact]
    public void Marks_are_put_back_and_structured_answers_stay_JSON()
    {
        var masker = new TextMasker(TextMaskRules.Create([], [new("имя", "ООО \"[а-я]+\"")]));
        Assert.Equal("Кто [ИМЯ_1]?", masker.Mask("Кто ООО \"ромашка\"?", Cancellation));
        GigaChatBatch batch = Batch with
        {
            Schema = """{"type":"object","properties":{"кто":{"type":"string"}}}""",
            Masker = masker,
        };
        BatchResult result = new BatchResultReader(batch).Read(
            """{"id":"000001","result":{"choices":[{"message":{"content":"{\"кто\":\"[ИМЯ_1]\"}","reasoning_content":"О [ИМЯ_1]."}}]}}""");
        var reply = Assert.IsType<ChatReply>(result.Value);
        Assert.Equal("ООО \"ромашка\"", ((System.Collections.IDictionary)reply.Value!)["кто"]);
        Assert.Equal("О ООО \"ромашка\".", reply.Reasoning);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_vector_is_found_wherever_it_sits(string shape)
    {
        var embedding = Assert.IsType<Embedding>(Read(shape, Vectors).Value);
        Assert.Equal([0.5f, -1], embedding.Vector);
        Assert.Equal("Вопрос", embedding.Text);
        Assert.Equal("Embeddings", embedding.Model);
        Assert.Equal(4, embedding.Tokens);
    }

    [Fact]
    public void A_bare_vector_is_one_too()
        => Assert.IsType<Embedding>(Read("{0}", """{"id":"000001","result":{"object":"embedding","embedding":[1]}}""").Value);

    [Theory]
    [InlineData(
        """{"id":"000001","error":{"status":404,"message":"No such model"}}""", GigaChatErrorKind.ModelNotFound, 404, "No such model")]
    [InlineData("""{"id":"000001","error":{"code":"invalid","message":"Плохо"}}""", GigaChatErrorKind.InvalidRequest, null, "Плохо")]
    [InlineData("""{"id":"000001","error":"Плохо"}""", GigaChatErrorKind.InvalidRequest, null, "Плохо")]
    [InlineData("""{"id":"000001","status":413,"message":"Payload too large"}""", GigaChatErrorKind.TooLarge, 413, "Payload too large")]
    [InlineData(
        """{"id":"000001","response":{"status_code":500,"body":{"message":"Internal Server Error"}}}""", GigaChatErrorKind.ServerError, 500,
        "Internal Server Error")]
    [InlineData("""{"id":"000001","response":{"status_code":429,"body":null}}""", GigaChatErrorKind.RateLimited, 429, null)]
    public void An_error_is_found_wherever_it_sits(string line, GigaChatErrorKind kind, int? status, string? message)
    {
        BatchResult result = Read("{0}", line);
        Assert.Null(result.Value);
        Assert.Equal(kind, result.Error!.Kind);
        Assert.Equal((HttpStatusCode?)status, result.Error.StatusCode);
        Assert.Equal(message, result.Error.ServiceMessage);
        Assert.Equal("Вопрос", result.Input!.Text);
    }

    [Theory]
    [InlineData("не JSON")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    [InlineData("""{"id":"000001"}""")]
    [InlineData("""{"id":"000001","result":{"choices":[]}}""")]
    [InlineData("""{"id":"000001","result":{"choices":[{"message":5}]}}""")]
    public void What_is_neither_is_quoted(string line)
    {
        BatchResult result = Read("{0}", line);
        Assert.Equal(GigaChatErrorKind.ResponseInvalid, result.Error!.Kind);
        Assert.Contains(line, result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_another_process_has_a_value_but_no_input()
    {
        BatchResult result = new BatchResultReader(new GigaChatBatch { Id = "пакет" }).Read("{\"id\":7,\"result\":" + Completion + "}");
        Assert.Equal("7", result.Id);
        Assert.Null(result.Input);
        Assert.Null(Assert.IsType<ChatReply>(result.Value).Conversation);
    }

    private static BatchResult Read(string shape, string answer)
    {
        // At the top the members of the answer stand beside the id.
        string line = shape == "{0}" && !answer.Contains("\"id\"", StringComparison.Ordinal) && answer is [('{'), .., '}']
            && answer.Contains("\"model\"", StringComparison.Ordinal)
            ? "{\"id\":\"000001\"," + answer[1..]
            : string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, answer);
        return new BatchResultReader(Batch).Read(line);
    }
}
