using System.Text;
using System.Text.Json;
using GigaChat.Batches;

namespace GigaChat.Tests.Batches;

public sealed class BatchTests
{
    private static readonly BatchRequest Request = new()
    {
        Inputs = [new("1", "Раз «\"ёлка\"»", null), new("2", "Два\nстроки", null)],
        SystemPrompt = "Кратко",
        Sampling = new SamplingOptions { MaxTokens = 10 },
    };

    [Fact]
    public async Task The_lines_are_written_again_for_a_repetition_and_their_length_is_known()
    {
        using var content = new BatchContent(Request, "GigaChat");
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        await content.CopyToAsync(first, Cancellation);
        await content.CopyToAsync(second, Cancellation);
        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.Equal(first.Length, content.Headers.ContentLength);
        Assert.Equal("application/octet-stream", content.Headers.ContentType!.ToString());

        string[] lines = Encoding.UTF8.GetString(first.ToArray()).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("", lines[2]);
        Assert.Equal(
            """{"id":"1","request":{"model":"GigaChat","messages":[{"role":"system","content":"Кратко"},{"role":"user","content":"Раз """
                + """«\"ёлка\"»"}],"max_tokens":10}}""",
            lines[0]);
    }

    [Fact]
    public async Task A_schema_is_masked_as_that_of_a_single_request()
    {
        var schema = new ResponseSchema("""{"type":"object","properties":{"кто":{"type":"string","enum":["ivan@example.ru"]}}}""");
        var masker = new TextMasker(TextMaskRules.Create(["Email"]));
        using var content = new BatchContent(Request with { Schema = schema }, "GigaChat", masker);
        string lines = await content.ReadAsStringAsync(Cancellation);
        Assert.Contains("""{"кто":{"type":"string","enum":["[EMAIL_1]"]}}""", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("ivan@", lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_for_vectors_are_lists_of_one()
    {
        using var content = new BatchContent(
            Request with { Method = GigaChatBatchMethod.Embedding, SystemPrompt = null, Sampling = null }, "Embeddings");
        string line = (await content.ReadAsStringAsync(Cancellation)).Split('\n')[1];
        Assert.Equal("""{"id":"2","request":{"model":"Embeddings","input":["Два\nстроки"]}}""", line);
    }

    [Fact]
    public void Results_come_in_the_order_of_the_inputs_and_none_is_lost()
    {
        var batch = new GigaChatBatch { Id = "пакет", Inputs = Request.Inputs };
        BatchResult second = new("2", Request.Inputs[1], "два", null);
        BatchResult again = new("2", Request.Inputs[1], "ещё раз", null);
        BatchResult stranger = new("9", null, "чужой", null);
        IReadOnlyList<BatchResult> joined = BatchesEndpoint.Join(batch, [stranger, second, again]);
        Assert.Equal(["1", "2", "9", "2"], joined.Select(result => result.Id));
        Assert.Equal(GigaChatErrorKind.ResponseInvalid, joined[0].Error!.Kind);
        Assert.Equal("два", joined[1].Value);
    }

    [Fact]
    public void Without_inputs_the_ids_tell_the_order()
    {
        BatchResult[] results = [.. new[] { "10", "б", "000002", null, "а" }.Select(id => new BatchResult(id, null, id, null))];
        Assert.Equal(
            ["000002", "10", null, "а", "б"],
            BatchesEndpoint.Join(new GigaChatBatch { Id = "пакет" }, results).Select(result => result.Id));
    }

    [Fact]
    public void Pauses_grow_and_end_at_thirty_seconds()
    {
        List<double> pauses = [];
        TimeSpan pause = TimeSpan.Zero;
        for (int i = 0; i < 12; i++)
            pauses.Add((pause = BatchesEndpoint.NextPause(pause)).TotalSeconds);
        Assert.Equal([1, 1.5, 2.25], pauses[..3]);
        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(30, pauses[^1]);
    }

    [Theory]
    [InlineData("1750000000", "2025-06-15T15:06:40Z")]
    [InlineData("1750000000000", "2025-06-15T15:06:40Z")]
    [InlineData("\"2025-06-15T15:06:40\"", "2025-06-15T15:06:40Z")]
    [InlineData("\"вчера\"", null)]
    [InlineData("-5", null)]
    [InlineData("9e99", null)]
    [InlineData("null", null)]
    public void A_time_is_read_in_any_form(string json, string? time)
        => Assert.Equal(
            time is null ? null : DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture),
            BatchesEndpoint.ToTime(JsonDocument.Parse(json).RootElement));

    [Theory]
    [InlineData(null, false)]
    [InlineData("created", false)]
    [InlineData("in_progress", false)]
    [InlineData("completed", true)]
    [InlineData("failed", true)]
    public void Only_what_waits_or_runs_is_unfinished(string? status, bool finished)
        => Assert.Equal(finished, new GigaChatBatch { Id = "пакет", Status = status }.IsFinished);
}
