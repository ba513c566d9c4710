using System.Text;
using System.Text.Json;
using GigaChat.Chat.V1;
using GigaChat.Tests.Fuzzing;
using GigaChat.Wire;

namespace GigaChat.Tests.Chat.V1;

/// <summary>The short way of a stream's event says what the long way says, or leaves it to that.</summary>
public sealed class TextDeltaReaderTests
{
    // The shapes of the service's own events.
    private const string First
        = """{"choices":[{"delta":{"content":"Привет","role":"assistant"},"index":0}],"created":1768996176"""
            + ""","model":"GigaChat:2.0.28.2","object":"chat.completion"}""";
    private const string Next
        = """{"choices":[{"delta":{"content":" \"мир\"\n🙂"},"index":0}],"created":1768996176"""
            + ""","model":"GigaChat:2.0.28.2","object":"chat.completion"}""";

    private const string Model = "GigaChat:2.0.28.2";

    private static readonly string[] Long =
    [
        """{"choices":[{"delta":{"content":"x"}}],"model":"GigaChat:3"}""", """{"choices":[{"delta":{"content":"x"}}],"model":null}""",
        """{"choices":[{"delta":{"content":"x"}}],"model":1}""",
        """{"choices":[{"delta":{"content":""},"index":0,"finish_reason":"stop"}],"created":1,"model":"m","object":"o","usage":"""
            + """{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""",
        """{"choices":[{"delta":{"content":"x"},"index":0}],"usage":{"total_tokens":3}}""",
        """{"choices":[{"delta":{"content":"{}","role":"function_in_progress","name":"text2image"},"index":0}]}""",
        """{"choices":[{"delta":{"content":"","role":"assistant","function_call":{"name":"f","arguments":{}}},"index":0}]}""",
        """{"choices":[{"delta":{"content":"","functions_state_id":"0"},"index":0}]}""",
        """{"choices":[{"delta":{"content":"","reasoning_content":"так"},"index":0}]}""",
        """{"choices":[{"delta":{"content":"a","content":"b"},"index":0}]}""",
        """{"choices":[{"delta":{"content":"a"}},{"delta":{"content":"b"}}]}""",
        """{"choices":[{"delta":{"content":"a"}}],"choices":[]}""",
        """{"choices":[{"delta":{"content":null}}]}""",
        """{"choices":[{"delta":{"content":"\ud800"}}]}""",
        """{"choices":[{"delta":{"content":"a"}}]} {}""",
        """{"choices":[{"delta":{"content":"a"}}]""",
        """{"choices":[{"message":{"content":"a"}}]}""",
        """{"choices":[{"delta":[]}]}""", """{"choices":[null]}""", """{"choices":[]}""", """{"choices":{}}""",
        "{}", "[]", "null", "\"текст\"", "1", "", "[DONE]", "<html>",
    ];

    public static TheoryData<string> Others => [.. Long];

    [Theory]
    [InlineData(First, "Привет")]
    [InlineData(Next, " \"мир\"\n🙂")]
    [InlineData(
        """{ "model" : "GigaChat:2.0.28.2", "choices" : [ { "index" : 0, "delta" : { "role" : "assistant", "content" : "" } } ] }""", "")]
    public void Text_and_nothing_else_goes_the_short_way(string data, string text)
    {
        Assert.True(TextDeltaReader.TryRead(Encoding.UTF8.GetBytes(data), Model, out string? read));
        Assert.Equal(text, read);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Everything_else_goes_the_long_way(string data)
        => Assert.False(TextDeltaReader.TryRead(Encoding.UTF8.GetBytes(data), Model, out _));

    [Fact]
    public void Both_ways_read_the_same()
    {
        int taken = 0;
        Fuzz.Run("events of a stream, two ways", 1500, Mutations.Json([First, Next, .. Long]), data =>
        {
            if (!TextDeltaReader.TryRead(data.Value, Model, out string? text))
                return;
            taken++;
            ChatCompletionsResponse answer = JsonSerializer.Deserialize(data.Value, ResponseJsonContext.Instance.ChatCompletionsResponse)!;
            ChoicePayload choice = Assert.Single(answer.Choices!);
            Assert.Equal(new MessagePayload { Role = choice.Delta!.Role, Content = text }, choice.Delta);
            Assert.True(choice.Delta.Role is null or ChatMessage.Assistant);
            Assert.Null(choice.FinishReason);
            Assert.Null(answer.Usage);
            Assert.True(answer.Model is null or Model);
        });
        Assert.True(taken > 0, "No input went the short way: nothing was compared.");
    }
}
