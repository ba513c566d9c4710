using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GigaChat.Emulator.Adversary;
using GigaChat.Emulator.Certificates;
using GigaChat.Emulator.Certificates.Laboratory;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class AdversaryServerTests : EmulatorTest
{
    private static readonly HttpClient Control = new();

    [Fact]
    public void Each_mode_and_each_case_has_a_name_of_its_own_and_says_what_it_does()
    {
        foreach ((string name, string description) in AdversaryModes.All.Select(static mode => (mode.Name, mode.Description))
            .Concat(TlsCases.All.Select(static one => (one.Name, one.Description))))
        {
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", name);
            Assert.EndsWith(".", description, StringComparison.Ordinal);
        }
        Assert.Equal(Enum.GetValues<AdversaryCategory>(), AdversaryModes.All.Select(static mode => mode.Category).Distinct().Order());
        Assert.All(AdversaryModes.All, static mode => Assert.Equal(AdversaryTargets.None, mode.MustFail & mode.MustSucceed & mode.Targets));
    }

    [Fact]
    public async Task The_address_names_the_mode()
    {
        using var good = await Http.GetAsync(Host.Adversary.ApiUri("good") + "/models", Cancellation);
        Assert.Equal("GigaChat", (string)(await JsonAsync(good))["data"]![0]!["id"]!);
        using var moved = await Http.GetAsync(Host.Adversary.ApiUri("not-modified") + "/models", Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, moved.StatusCode);
        using var unknown = await Http.GetAsync(Host.Adversary.ApiUri("unheard-of") + "/models", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(3, Host.Adversary.Requests.Count);
    }

    [Fact]
    public async Task It_speaks_TLS_too_with_the_certificate_of_the_emulator()
    {
        using var good = await Http.GetAsync(Host.Adversary.ApiUri("good", tls: true) + "/models", Cancellation);
        Assert.Equal("GigaChat", (string)(await JsonAsync(good))["data"]![0]!["id"]!);
        Host.Certificates.Kind = CertificateKind.Expired;
        await Assert.ThrowsAsync<HttpRequestException>(
            () => NewClient().GetAsync(Host.Adversary.ApiUri("good", tls: true) + "/models", Cancellation));
    }

    [Fact]
    public async Task The_control_address_shows_and_sets_mode_and_case()
    {
        var overview = await CallAsync(HttpMethod.Get, null);
        Assert.Equal(AdversaryModes.All.Count, overview["modes"]!.AsArray().Count);
        Assert.Equal(TlsCases.All.Count, overview["tlsCases"]!.AsArray().Count);
        Assert.Contains("BEGIN CERTIFICATE", (string)overview["laboratoryRoots"]!, StringComparison.Ordinal);

        await CallAsync(HttpMethod.Put, """{"mode":"not-modified","tls":"expired"}""");
        Assert.Equal(("not-modified", "expired"), (Host.Adversary.Mode, Host.Adversary.Laboratory.Current));
        using var answer = await Http.GetAsync(new Uri(Host.Adversary.PlainUri, "/v1/models"), Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Equal("GET /v1/models", (string)(await CallAsync(HttpMethod.Get, null))["requests"]![0]!);

        await CallAsync(HttpMethod.Put, """{"mode":"unheard-of"}""", HttpStatusCode.BadRequest);
        Host.Reset();
        Assert.Equal(("good", TlsLaboratory.Good), (Host.Adversary.Mode, Host.Adversary.Laboratory.Current));
        Assert.Empty(Host.Adversary.Requests);
    }

    [Fact]
    public async Task A_tunnel_leads_to_the_case_of_its_host_and_to_the_adversary_otherwise()
    {
        var issuers = new List<string>();
        using var client = NewClient(handler =>
        {
            (handler.UseProxy, handler.Proxy) = (true, new WebProxy(Host.Adversary.PlainUri));
#pragma warning disable CA5359 // What is shown is looked at, not judged.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => Look(shown!.Issuer);
#pragma warning restore CA5359
        });
        string stranger = TlsCases.Find("unknown-root").Host;
        using var good = await client.GetAsync(new Uri($"https://{stranger}/adversary/good/v1/models"), Cancellation);
        using var other = await client.GetAsync(new Uri("https://any.example/adversary/good/v1/models"), Cancellation);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (good.StatusCode, other.StatusCode));
        Assert.Equal(["CN=Sub of a stranger, O=GigaChat laboratory", Host.Certificates.Intermediate.Subject], issuers);

        bool Look(string issuer)
        {
            issuers.Add(issuer);
            return true;
        }
    }

    private async Task<JsonNode> CallAsync(HttpMethod method, string? json, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, Host.ControlUri + "/adversary");
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Control.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        return await JsonAsync(response);
    }
}
