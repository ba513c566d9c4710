using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class ApiGateTests : EmulatorTest
{
    [Fact]
    public async Task No_user_agent_is_forbidden()
    {
        SignIn();
        Http.DefaultRequestHeaders.UserAgent.Clear();
        using var response = await GetAsync("/models");
        await AssertAnswerAsync(response, 403, """{"message":"Unauthorized"}""");
    }

    [Fact]
    public async Task No_token_and_an_unknown_token_are_unauthorized()
    {
        using var none = await GetAsync("/models");
        await AssertAnswerAsync(none, 401, """{"status":401,"message":"Unauthorized"}""");
        Http.DefaultRequestHeaders.Authorization = new("Bearer", "unknown");
        using var unknown = await GetAsync("/models");
        await AssertAnswerAsync(unknown, 401, """{"status":401,"message":"Unauthorized"}""");
    }

    [Fact]
    public async Task Ended_tokens_have_expired_and_forgotten_ones_are_unknown()
    {
        SignIn();
        Host.Tokens.ExpireAll();
        using var ended = await GetAsync("/models");
        await AssertAnswerAsync(ended, 401, """{"status":401,"message":"Token has expired"}""");
        Host.Reset(tokens: true);
        using var unknown = await GetAsync("/models");
        await AssertAnswerAsync(unknown, 401, """{"status":401,"message":"Unauthorized"}""");
    }

    [Fact]
    public async Task Answers_name_request_and_session()
    {
        SignIn();
        using var fresh = await GetAsync("/models");
        Assert.True(Guid.TryParse(Header(fresh, "x-request-id"), out _));
        Assert.True(Guid.TryParse(Header(fresh, "x-session-id"), out _));
        Assert.False(fresh.Headers.Contains("x-client-id"));
        Assert.Equal("application/json; charset=utf-8", fresh.Content.Headers.ContentType!.ToString());

        Http.DefaultRequestHeaders.Add("X-Request-ID", "request 1");
        Http.DefaultRequestHeaders.Add("X-Session-ID", "session 1");
        Http.DefaultRequestHeaders.Add("X-Client-ID", "client 1");
        using var echoed = await GetAsync("/models/None");
        await AssertAnswerAsync(echoed, 404, """{"status":404,"message":"No such model"}""");
        Assert.Equal("request 1", Header(echoed, "x-request-id"));
        Assert.Equal("session 1", Header(echoed, "x-session-id"));
        Assert.Equal("client 1", Header(echoed, "x-client-id"));
    }

    [Fact]
    public async Task Each_port_serves_its_own_paths_only()
    {
        SignIn();
        using var control = await GetAsync("/../control/state");
        Assert.Equal(403, (int)control.StatusCode);
        using var auth = await Http.GetAsync(new Uri(Host.AuthUri, "/v1/models"), Cancellation);
        Assert.Equal(403, (int)auth.StatusCode);
        using var api = await Http.GetAsync(new Uri(Host.ControlUri, "/v1/models"), Cancellation);
        Assert.Equal(404, (int)api.StatusCode);
    }

    [Fact]
    public async Task A_client_certificate_stands_in_for_a_token()
    {
        using var certificate = X509Certificate2.CreateFromPemFile(Host.Files.ClientCertificatePath, Host.Files.ClientKeyPath);
        Assert.Equal(200, await StatusWithAsync(certificate));
        using var encrypted = X509Certificate2.CreateFromEncryptedPemFile(
            Host.Files.ClientCertificatePath, Host.Files.ClientKeyPassword, Host.Files.ClientEncryptedKeyPath);
        Assert.Equal(certificate, encrypted);
        using var pfx = X509CertificateLoader.LoadPkcs12FromFile(Host.Files.ClientPfxPath, Host.Files.ClientPfxPassword);
        Assert.Equal(200, await StatusWithAsync(pfx));
    }

    [Fact]
    public async Task A_client_certificate_of_another_CA_does_not()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=stranger", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var stranger = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Assert.Equal(401, await StatusWithAsync(stranger));
    }

    private async Task<int> StatusWithAsync(X509Certificate2 certificate)
    {
        // Schannel cannot use a key that lives in memory only.
        using var usable = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        var client = NewClient(handler => handler.SslOptions.ClientCertificates = [usable]);
        using var response = await client.GetAsync(Host.BaseUri + "/models");
        return (int)response.StatusCode;
    }
}
