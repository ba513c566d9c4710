using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Faults;

namespace GigaChat.Tests;

/// <summary>What is under way ends when its connection is closed, and not before.</summary>
public sealed class ConnectionDisposalTests : ConnectedTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_request_ends_at_once()
    {
        Host.Faults.Add(FaultKind.HangBeforeHeaders, FaultTarget.Chat);
        Task<ChatReply> asking = AskAsync(Connection);
        await Host.WaitAsync(static state => state.ChatsInFlight == 1, cancellationToken: Cancellation);
        Connection.Dispose();
        await AssertClosedAsync(asking);
        await Host.WaitAsync(static state => state.ChatsInFlight == 0, cancellationToken: Cancellation);
    }

    [Fact]
    public async Task A_pause_before_a_repetition_ends_at_once()
    {
        GigaChatConnection patient = NewConnection(static options => options with { MaximumRetryCount = 3 });
        Host.Faults.Add(new Fault(FaultKind.Status, FaultTarget.Chat, Status: 503, RetryAfter: "60"));
        var waits = new TaskCompletionSource();
        Task<ChatReply> asking = AskAsync(patient, trace =>
        {
            if (trace.Wait is not null)
                waits.TrySetResult();
        });
        await waits.Task.WaitAsync(Soon, Cancellation);
        patient.Dispose();
        await AssertClosedAsync(asking);
    }

    [Fact]
    public async Task A_stream_ends_at_once_and_what_came_is_kept()
    {
        Host.Faults.Add(new Fault(FaultKind.HangAfterHeaders, FaultTarget.Stream, AfterChunks: 2));
        var text = "";
        Task reading = Task.Run(async () =>
        {
            await foreach (ChatChunk chunk in Connection.StreamChatAsync(new ChatRequest { Prompt = "Расскажи сказку о рыбаке и рыбке" }))
                text += chunk.Text;
        }, Cancellation);
        await Host.WaitAsync(static state => state.ChunksSent == 2, cancellationToken: Cancellation);
        Connection.Dispose();
        GigaChatException error = await AssertClosedAsync(reading);
        Assert.Equal(text, (error as ChatException)?.PartialReply?.Text ?? "");
    }

    [Fact]
    public async Task A_sign_in_ends_at_once_and_another_connection_with_the_key_signs_in_itself()
    {
        GigaChatConnection other = NewConnection();
        Host.Faults.Add(FaultKind.HangBeforeHeaders, FaultTarget.SignIn);
        Task closed = Connection.SignInAsync(cancellationToken: Cancellation);
        await Host.WaitAsync(static state => state.SignInRequests == 1, cancellationToken: Cancellation);
        Task waiting = other.SignInAsync(cancellationToken: Cancellation);
        Connection.Dispose();
        await AssertClosedAsync(closed);
        await waiting.WaitAsync(Soon, Cancellation);
        Assert.Equal(2, Host.State.SignInRequests);
        Assert.NotNull(other.TokenExpires);
    }

    [Fact]
    public async Task Nothing_is_sent_over_a_closed_connection_and_closing_it_again_does_no_harm()
    {
        Connection.Dispose();
        Connection.Dispose();
        await AssertClosedAsync(AskAsync(Connection));
        await AssertClosedAsync(Connection.SignInAsync(cancellationToken: Cancellation));
        Assert.Empty(Host.Requests.All);
    }

    [Fact]
    public async Task A_retired_connection_serves_until_its_last_request_and_its_last_holder()
    {
        Host.Faults.Add(new Fault(FaultKind.Delay, FaultTarget.Chat, DelayMs: 200));
        IDisposable hold = Connection.AcquireUse();
        Task<ChatReply> asking = AskAsync(Connection);
        await Host.WaitAsync(static state => state.ChatsInFlight == 1, cancellationToken: Cancellation);
        Connection.CloseWhenIdle();
        Assert.Equal("Эхо: Вопрос", (await asking).Text);
        Assert.Equal("Эхо: Вопрос", (await AskAsync(Connection)).Text);
        hold.Dispose();
        hold.Dispose();
        Assert.True(Connection.IsClosed);
        await Host.WaitAsync(static state => state.ConnectionsOpen == 0, cancellationToken: Cancellation);
    }

    [Fact]
    public void A_retired_connection_that_is_not_in_use_closes_at_once()
    {
        Connection.CloseWhenIdle();
        Assert.True(Connection.IsClosed);
    }

    [Fact]
    public async Task No_socket_outlives_a_connection_that_is_closed_while_its_first_requests_begin()
    {
        GigaChatConnection other = NewConnection(
            static options => options with { Scope = GigaChatScope.Corporate }, EmulatorAccount.Corporate);
        await other.SignInAsync(cancellationToken: Cancellation);
        for (int round = 0; round < 200; round++)
        {
            GigaChatConnection closed = NewConnection(
                static options => options with { Scope = GigaChatScope.Corporate }, EmulatorAccount.Corporate);
            using var together = new Barrier(4);
            Task[] asking = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
            {
                together.SignalAndWait();
                try
                {
                    await closed.GetModelsAsync();
                }
                catch (GigaChatException e)
                {
                    Assert.Equal(GigaChatErrorKind.NotConnected, e.Kind);
                }
            }))];
            together.SignalAndWait(Cancellation);
            Thread.SpinWait(round * 20);
            closed.Dispose();
            await Task.WhenAll(asking).WaitAsync(Soon, Cancellation);
        }
        other.Dispose();
        await Host.WaitAsync(static state => state.ConnectionsOpen == 0, cancellationToken: Cancellation);
    }

    private static async Task<GigaChatException> AssertClosedAsync(Task work)
    {
        var error = await Assert.ThrowsAnyAsync<GigaChatException>(() => work.WaitAsync(Soon));
        Assert.Equal(GigaChatErrorKind.NotConnected, error.Kind);
        Assert.Contains("\"Default\" is closed", error.Message, StringComparison.Ordinal);
        return error;
    }

    private static Task<ChatReply> AskAsync(GigaChatConnection connection, Action<RequestTrace>? trace = null)
        => connection.ChatAsync(new ChatRequest { Prompt = "Вопрос" }, new CallOptions { Trace = trace });
}
