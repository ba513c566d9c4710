using GigaChat.Emulator.Faults;
using GigaChat.Http;

namespace GigaChat.Tests.Http;

/// <summary>A response without an end is abandoned before it fills memory, and the request is not repeated.</summary>
public sealed class ResponseLimitTests : ConnectedTest
{
    // Far more than any limit. A response that is abandoned costs no more than the limit.
    private const long Endless = 1L << 40;

    [Fact]
    public async Task Of_a_sign_in()
    {
        Host.Faults.Add(new Fault(FaultKind.HugeBody, FaultTarget.SignIn, Bytes: Endless));
        await AssertAbandonedAsync(Connection.SignInAsync(cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Of_a_chat()
    {
        Host.Faults.Add(new Fault(FaultKind.HugeBody, FaultTarget.Chat, Bytes: Endless));
        await AssertAbandonedAsync(Connection.ChatAsync(new ChatRequest { Prompt = "Привет" }, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Of_a_stream()
    {
        Host.Faults.Add(new Fault(FaultKind.HugeBody, FaultTarget.Stream, Bytes: Endless));
        await AssertAbandonedAsync(Task.Run(async () =>
        {
            await foreach (ChatChunk chunk in Connection.StreamChatAsync(new ChatRequest { Prompt = "Привет" }))
                Assert.Fail("An event that has no end has no text: " + chunk.Text.Length);
        }, Cancellation));
    }

    [Fact]
    public async Task Of_embeddings_which_may_have_more_the_more_texts_there_are()
    {
        Host.Faults.Add(new Fault(FaultKind.HugeBody, FaultTarget.Embeddings, Bytes: Endless));
        await AssertAbandonedAsync(Connection.EmbedAsync(["Привет"], cancellationToken: Cancellation));

        // More than an answer with one vector may have, and read to its end: what it holds is no vectors.
        Host.Faults.Add(new Fault(FaultKind.HugeBody, FaultTarget.Embeddings, Bytes: ServiceRequest.DefaultMaxResponseBytes + (1 << 20)));
        string[] texts = [.. Enumerable.Range(1, 100).Select(static n => $"Текст {n}")];
        var error = await Assert.ThrowsAsync<GigaChatException>(
            () => Connection.EmbedAsync(texts, cancellationToken: Cancellation));
        Assert.Equal((GigaChatErrorKind.ResponseInvalid, Resources.Messages.EmbeddingsIncomplete), (error.Kind, error.Message));
    }

    private async Task AssertAbandonedAsync(Task asking)
    {
        var error = await Assert.ThrowsAnyAsync<GigaChatException>(() => asking);
        Assert.Equal(GigaChatErrorKind.ResponseInvalid, error.Kind);
        Assert.Contains("exceeds the limit of this client", error.Message, StringComparison.Ordinal);
        await Host.WaitAsync(static state => state.InFlight == 0);
        Assert.Empty(Host.Faults.Remaining);
    }
}
