using System.Diagnostics;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Proxy;
using GigaChat.Emulator.Requests;

namespace GigaChat.Tests.Http;

public sealed class Http2Tests : ConnectedTest
{
    private const string Version11 = "HTTP/1.1";
    private const string Version2 = "HTTP/2";

    [Fact]
    public async Task Requests_and_streams_share_one_connection()
    {
        Host.Answers.Add(new ScriptedAnswer("раз два", Chunks: 2, ChunkDelayMs: 60_000));
        GigaChatConnection connection = NewConnection(static options => options with { Scope = GigaChatScope.Corporate },
            EmulatorAccount.Corporate);
        await using IAsyncEnumerator<ChatChunk> stream = Stream(connection);
        Assert.True(await stream.MoveNextAsync());
        await connection.CountTokensAsync(["Привет"], cancellationToken: Cancellation);
        await connection.EmbedAsync(["Привет"], cancellationToken: Cancellation);
        await connection.GetModelsAsync(cancellationToken: Cancellation);

        Assert.All(Host.Requests.All, static request => Assert.Equal(Version2, request.Protocol));
        Assert.Equal(5, Host.Requests.All.Count);
        Assert.Single(Api().Select(static request => request.ConnectionId).Distinct());
        Assert.Equal(2, Host.State.ConnectionsOpened);
    }

    [Fact]
    public async Task A_sign_in_at_the_server_of_the_API_shares_its_connection()
    {
        var options = new GigaChatOptions
        {
            BaseUri = Host.BaseUri,
            Proxy = new ProxySettings { NoProxy = true },
            Trust = new TrustSettings { CertificateAuthorityPaths = [Host.Files.CaPath] },
        };
        GigaChatConnection connection = Own(new GigaChatConnection(
            options, GigaChatCredential.FromPassword(EmulatorAccount.User, Secret.From(EmulatorAccount.Password))));
        ChatReply reply = await connection.ChatAsync(new ChatRequest { Prompt = "Привет" }, cancellationToken: Cancellation);
        Assert.Equal("Эхо: Привет", reply.Text);

        Assert.Equal(2, Host.Requests.All.Count);
        Assert.Single(Host.Requests.All.Select(static request => request.ConnectionId).Distinct());
        Assert.Equal(1, Host.State.ConnectionsOpened);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pieces_come_one_by_one_where_the_gateway_holds_1_1_back(bool throughProxy)
    {
        Host.Settings.HoldHttp11Streams = true;
        Host.Answers.Add(new ScriptedAnswer("раз два", Chunks: 2, ChunkDelayMs: 60_000));
        GigaChatConnection connection = throughProxy
            ? NewConnection(options => options with { Proxy = new ProxySettings { Address = Host.ProxyUri } }) : Connection;
        await using (IAsyncEnumerator<ChatChunk> stream = Stream(connection))
        {
            Assert.True(await stream.MoveNextAsync());
            Assert.Equal("раз", stream.Current.Text.Trim());
            Assert.Equal(1, Host.State.InFlight);
        }
        await Host.WaitAsync(static state => state.InFlight == 0, cancellationToken: Cancellation);
        Assert.Equal(throughProxy ? 2 : 0, Host.Proxy.State.Connects.Count);
    }

    [Fact]
    public async Task A_stream_that_is_left_ends_alone()
    {
        Host.Answers.Add(new ScriptedAnswer("раз два", Chunks: 2, ChunkDelayMs: 60_000));
        Host.Answers.Add(new ScriptedAnswer("три четыре пять", Chunks: 3, ChunkDelayMs: 200));
        GigaChatConnection connection = NewConnection(static options => options with { Scope = GigaChatScope.Corporate },
            EmulatorAccount.Corporate);
        IAsyncEnumerator<ChatChunk> left = Stream(connection);
        Assert.True(await left.MoveNextAsync());
        await using IAsyncEnumerator<ChatChunk> kept = Stream(connection);
        Assert.True(await kept.MoveNextAsync());
        var watch = Stopwatch.StartNew();
        await left.DisposeAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));

        string text = kept.Current.Text;
        while (await kept.MoveNextAsync())
            text += kept.Current.Text;
        Assert.Equal("три четыре пять", text);
        await Host.WaitAsync(static state => state.InFlight == 0, cancellationToken: Cancellation);
        Assert.Equal([true, false], Api().Select(static request => request.Aborted));
        Assert.Single(Api().Select(static request => request.ConnectionId).Distinct());
    }

    [Fact]
    public async Task A_server_with_1_1_alone_is_spoken_to_in_1_1()
    {
        Host.Settings.Http11Only = true;
        Assert.Equal("Эхо: Привет", await ReadAsync(Connection));
        Assert.All(Host.Requests.All, static request => Assert.Equal(Version11, request.Protocol));
    }

    [Fact]
    public async Task So_is_a_proxy_that_opens_TLS()
    {
        Host.Proxy.Configure(mode: ProxyMode.Intercept);
        GigaChatConnection connection = NewConnection(options => options with { Proxy = new ProxySettings { Address = Host.ProxyUri } });
        Assert.Equal("Эхо: Привет", await ReadAsync(connection));
        Assert.All(Host.Requests.All, static request => Assert.Equal(Version11, request.Protocol));
    }

    [Fact]
    public async Task A_misdirected_request_goes_over_another_connection()
    {
        GigaChatConnection connection = NewConnection(Patient);
        await connection.GetModelsAsync(cancellationToken: Cancellation);
        Host.Faults.Add(new Fault(FaultKind.Status, FaultTarget.Models, Status: 421));
        await connection.GetModelsAsync(cancellationToken: Cancellation);
        await connection.GetModelsAsync(cancellationToken: Cancellation);

        Assert.Equal([200, 421, 200, 200], Api().Select(static request => request.Status));
        // The next request is on the first one again.
        Assert.Equal([Version2, Version2, Version11, Version2], Api().Select(static request => request.Protocol));
        Assert.Equal(2, Api().Select(static request => request.ConnectionId).Distinct().Count());
    }

    [Theory]
    [InlineData(FaultKind.ResetStream, 1)]
    [InlineData(FaultKind.GoAwayAbort, 2)]
    [InlineData(FaultKind.DropConnection, 2)]
    public async Task What_breaks_before_the_answer_is_sent_again(FaultKind kind, int connections)
    {
        GigaChatConnection connection = NewConnection(Patient);
        Host.Faults.Add(new Fault(kind, FaultTarget.Models));
        await connection.GetModelsAsync(cancellationToken: Cancellation);
        Assert.Equal(2, Api().Count);
        Assert.Equal(connections, Api().Select(static request => request.ConnectionId).Distinct().Count());
    }

    [Fact]
    public async Task A_connection_that_is_dead_is_found_before_the_time_limit()
    {
        GigaChatConnection connection = NewConnection(static options => Patient(options) with { Timeout = TimeSpan.FromSeconds(6) });
        Host.Faults.Add(new Fault(FaultKind.Silence, FaultTarget.Models));
        await connection.GetModelsAsync(cancellationToken: Cancellation);
        Assert.Equal(2, Api().Select(static request => request.ConnectionId).Distinct().Count());
    }

    [Fact]
    public async Task A_server_that_takes_fewer_streams_than_there_are_requests_gets_a_second_connection()
    {
        GigaChatConnection connection = NewConnection(
            static options => options with { Scope = GigaChatScope.Corporate, MaximumConcurrency = 150 },
            EmulatorAccount.Corporate);
        Host.Settings.ConcurrencyLimit = false;
        // Kestrel allows 100 streams on a connection.
        Host.Answers.Add(new ScriptedAnswer("раз два", Chunks: 2, ChunkDelayMs: 60_000, Times: 150));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<string>[] streams = [.. Enumerable.Range(0, 120).Select(_ => ReadAsync(connection, end.Token))];
        await Host.WaitAsync(static state => state.InFlight == 120, TimeSpan.FromSeconds(20), Cancellation);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(streams));
        Assert.Equal(2, Api().Select(static request => request.ConnectionId).Distinct().Count());
    }

    private static GigaChatOptions Patient(GigaChatOptions options)
        => options with { MaximumRetryCount = 1, RetryInterval = TimeSpan.FromMilliseconds(1) };

    private static IAsyncEnumerator<ChatChunk> Stream(GigaChatConnection connection, CancellationToken? cancellation = null)
        => connection.StreamChatAsync(new ChatRequest { Prompt = "Привет" }).GetAsyncEnumerator(cancellation ?? Cancellation);

    private static async Task<string> ReadAsync(GigaChatConnection connection, CancellationToken? cancellation = null)
    {
        string text = "";
        await using IAsyncEnumerator<ChatChunk> stream = Stream(connection, cancellation);
        while (await stream.MoveNextAsync())
            text += stream.Current.Text;
        return text;
    }

    private List<RecordedRequest> Api()
        => [.. Host.Requests.All.Where(static request => !request.Path.EndsWith("/oauth", StringComparison.Ordinal))];
}
