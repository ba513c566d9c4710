using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Authentication;
using GigaChat.Emulator.Accounts;
using GigaChat.Http;
using GigaChat.Trust;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GigaChat.Tests.Http;

/// <summary>The clients of a connection come from a factory that is the connection's own and ends with it.</summary>
public sealed class HttpServicesTests : ConnectedTest
{
    [Fact]
    public void The_sign_in_client_has_the_handlers_of_the_factory_in_their_order()
    {
        using HttpPipeline pipeline = NewPipeline();
        HttpMessageHandler chain = Chain(pipeline, HttpServices.SignInClient);

        Assert.Equal(
            [typeof(ClosingHandler), typeof(RetryHandler), typeof(AttemptHandler), typeof(RequestIdHandler)],
            Between(chain, pipeline.SignInSockets));
        Assert.Same(chain, HandlerOf(ClientOf(pipeline.TokenProvider)));
    }

    [Fact]
    public void The_API_client_has_the_handlers_of_the_factory_in_their_order()
    {
        using HttpPipeline pipeline = NewPipeline();
        HttpMessageHandler chain = Chain(pipeline, HttpServices.ApiClient);

        // One renewal of the token is made around all attempts, and each attempt has the token.
        Assert.Equal(
            [typeof(ClosingHandler), typeof(AuthorizationHandler), typeof(RetryHandler), typeof(AttemptHandler)],
            Between(chain, pipeline.ApiSockets));
        Assert.Same(chain, HandlerOf(pipeline.Api));
    }

    [Fact]
    public void Nothing_is_logged()
    {
        using HttpPipeline pipeline = NewPipeline();
        Assert.Empty(pipeline.Services.GetServices<IHttpMessageHandlerBuilderFilter>());
        Assert.Same(NullLoggerFactory.Instance, pipeline.Services.GetRequiredService<ILoggerFactory>());
    }

    [Fact]
    public void The_handlers_of_a_connection_stay_as_long_as_it_does_and_are_no_other_connections()
    {
        using HttpPipeline one = NewPipeline(), other = NewPipeline();
        HttpMessageHandler chain = Chain(one, HttpServices.ApiClient);

        Assert.Same(chain, Chain(one, HttpServices.ApiClient));
        Assert.NotSame(chain, Chain(one, HttpServices.SignInClient));
        Assert.NotSame(chain, Chain(other, HttpServices.ApiClient));
        var options = one.Services.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>();
        foreach (string name in (string[])[HttpServices.SignInClient, HttpServices.ApiClient])
            Assert.Equal(Timeout.InfiniteTimeSpan, options.Get(name).HandlerLifetime);
    }

    [Fact]
    public void A_client_certificate_goes_to_the_API_alone()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Клиент", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using GigaChatCredential credential = GigaChatCredential.FromCertificate(certificate);
        using HttpPipeline pipeline = NewPipeline(credential: credential);

        Assert.Equal([certificate], pipeline.ApiSockets.SslOptions.ClientCertificates!);
        Assert.Null(pipeline.SignInSockets.SslOptions.ClientCertificates);
    }

    [Fact]
    public async Task What_one_connection_trusts_another_does_not()
    {
        await Connection.GetModelsAsync(cancellationToken: Cancellation);
        GigaChatConnection strict = NewConnection(static options => options with { Trust = new TrustSettings { SystemTrustOnly = true } });

        // To the same server, while a socket to it is open.
        var error = await Assert.ThrowsAsync<GigaChatException>(() => strict.GetModelsAsync(cancellationToken: Cancellation));
        Assert.Equal(GigaChatErrorKind.CertificateNotTrusted, error.Kind);
        Assert.NotEmpty(await Connection.GetModelsAsync(cancellationToken: Cancellation));
    }

    [Fact]
    public void Closing_ends_the_factory_and_the_sockets()
    {
        HttpPipeline pipeline = NewPipeline();
        pipeline.Dispose();

        Assert.Throws<ObjectDisposedException>(() => pipeline.Services.GetService<IHttpClientFactory>());
        foreach (SocketsHttpHandler sockets in (SocketsHttpHandler[])[pipeline.SignInSockets, pipeline.ApiSockets])
        {
            // A handler refuses changes once it has sent, and once it is disposed.
            using var client = new HttpMessageInvoker(sockets, disposeHandler: false);
            using var request = new HttpRequestMessage(HttpMethod.Get, Host.BaseUri);
            Assert.Throws<ObjectDisposedException>(() => client.SendAsync(request, Cancellation).GetAwaiter().GetResult());
        }
    }

    [Fact]
    public async Task Two_thousand_connections_leave_nothing_behind()
    {
        WeakReference[] left = await CloseManyAsync(2000);

        for (int attempt = 0; attempt < 100 && left.Any(static reference => reference.IsAlive); attempt++)
        {
            // The last requests' tasks may still be on their way out of the thread pool.
            await Task.Delay(20, Cancellation);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.Equal(0, left.Count(static reference => reference.IsAlive));
        await Host.WaitAsync(static state => state.ConnectionsOpen == 0, cancellationToken: Cancellation);
    }

    // Not inlined, so that no local of the test keeps one alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference[]> CloseManyAsync(int count)
    {
        var left = new List<WeakReference>();
        for (int number = 0; number < count; number++)
        {
            using var connection = new GigaChatConnection(Connection.Options, NewSignIn());
            HttpPipeline pipeline = PipelineOf(connection);
            left.Add(new WeakReference(connection));
            left.Add(new WeakReference(pipeline.Services));
            left.Add(new WeakReference(pipeline.Services.GetRequiredService<IHttpClientFactory>()));
            left.Add(new WeakReference(Chain(pipeline, HttpServices.SignInClient)));
            left.Add(new WeakReference(pipeline.ApiSockets));
            if (number % 100 == 0)
                Assert.NotEmpty(await connection.GetModelsAsync());
        }
        return [.. left];
    }

    private HttpPipeline NewPipeline(GigaChatCredential? credential = null) => new(
        Connection.Options,
        credential ?? NewSignIn(),
        new ServerTrust(Connection.Options.Trust));

    private static GigaChatCredential NewSignIn() => GigaChatCredential.FromKey(Secret.From(EmulatorAccount.Personal.AuthorizationKey));

    private static HttpMessageHandler Chain(HttpPipeline pipeline, string client)
        => pipeline.Services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(client);

    // The handlers behind the one with which the factory watches over all of them, up to the sockets.
    private static List<Type> Between(HttpMessageHandler outermost, SocketsHttpHandler sockets)
    {
        var types = new List<Type>();
        HttpMessageHandler handler = outermost;
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            types.Add(handler.GetType());
            handler = inner;
        }
        Assert.Same(sockets, handler);
        Assert.Equal("Microsoft.Extensions.Http", types[0].Assembly.GetName().Name);
        return types[1..];
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_handler")]
    private static extern ref HttpMessageHandler HandlerOf(HttpMessageInvoker client);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_http")]
    private static extern ref HttpPipeline PipelineOf(GigaChatConnection connection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_http")]
    private static extern ref HttpClient ClientOf(TokenProvider tokens);
}
