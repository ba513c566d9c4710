using GigaChat.Core;
using GigaChat.Emulator.Certificates;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Proxy;

namespace GigaChat.Tests.Diagnosis;

public sealed class ConnectionDiagnosisTests : ConnectedTest
{
    [Fact]
    public async Task A_wrong_clock_is_told_with_the_first_answer()
    {
        List<ConnectionCheck> checks = await RunAsync(machine: (new FixedTime(DateTimeOffset.UtcNow.AddHours(2)), HostPlatform.Windows));
        Assert.Equal(ConnectionCheckStatus.Warning, checks[6].Status);
        Assert.Contains("w32tm /resync", checks[6].Advice, StringComparison.Ordinal);
        Assert.Equal(ConnectionCheckStatus.Passed, checks[7].Status);
        Assert.All(checks, static check => Assert.True(check.Succeeded));
    }

    [Fact]
    public async Task A_wrong_clock_is_found_also_where_the_certificate_is_refused_for_it()
    {
        Host.Certificates.Kind = CertificateKind.Expired;
        List<ConnectionCheck> checks = await RunAsync(machine: (new FixedTime(DateTimeOffset.UtcNow.AddDays(40)), HostPlatform.Linux));
        Assert.Equal(ConnectionCheckStatus.Failed, checks[2].Status);
        Assert.Contains("timedatectl", checks[2].Advice, StringComparison.Ordinal);
        Assert.All(Host.Requests.All,
            static request => Assert.Equal(("HEAD", false), (request.Method, request.Headers.ContainsKey("Authorization"))));
    }

    [Fact]
    public async Task A_certificate_that_runs_out_soon_is_a_warning_and_the_way_goes_on()
    {
        // The emulator's certificates last 90 days.
        List<ConnectionCheck> checks = await RunAsync(machine: (new FixedTime(DateTimeOffset.UtcNow.AddDays(80)), HostPlatform.Linux));
        Assert.Equal(ConnectionCheckStatus.Warning, checks[2].Status);
        Assert.Contains("expires in 9 days", checks[2].Advice, StringComparison.Ordinal);
        Assert.Equal(ConnectionCheckStatus.Passed, checks[^1].Status);
    }

    [Theory]
    [InlineData(false, "HTTP/2,")]
    [InlineData(true, "HTTP/1.1,")]
    public async Task The_version_of_HTTP_is_said_and_what_a_server_has_is_no_warning(bool is11, string version)
    {
        Host.Settings.Http11Only = is11;
        List<ConnectionCheck> checks = await RunAsync();
        ConnectionCheck[] tls = [.. checks.Where(static check => check.Step == ConnectionStep.Tls)];
        Assert.Equal(2, tls.Length);
        Assert.All(tls, check => Assert.Contains(version, check.Detail, StringComparison.Ordinal));
        Assert.All(checks, static check => Assert.Equal(ConnectionCheckStatus.Passed, check.Status));
    }

    [Fact]
    public async Task A_proxy_that_forces_1_1_is_a_warning_where_streams_come_from()
    {
        Host.Proxy.Configure(mode: ProxyMode.Intercept);
        List<ConnectionCheck> checks = await RunAsync(options => options with { Proxy = new ProxySettings { Address = Host.ProxyUri } });
        ConnectionCheck[] tls = [.. checks.Where(static check => check.Step == ConnectionStep.Tls)];
        Assert.Equal([ConnectionCheckStatus.Passed, ConnectionCheckStatus.Warning], tls.Select(static check => check.Status));
        Assert.Contains("HTTP/1.1", tls[1].Detail, StringComparison.Ordinal);
        Assert.Equal("DiagnosisAdviceHttp11", tls[1].AdviceText?.Key);
        Assert.Contains($"http://{Host.ProxyUri.Authority}", tls[1].Advice, StringComparison.Ordinal);
        Assert.All(checks, static check => Assert.True(check.Succeeded));
    }

    [Fact]
    public async Task Each_step_comes_when_it_ends()
    {
        Host.Faults.Add(new Fault(FaultKind.HangBeforeHeaders, FaultTarget.SignIn));
        using var stop = new CancellationTokenSource();
        await using IAsyncEnumerator<ConnectionCheck> checks = New().RunAsync(cancellationToken: stop.Token).GetAsyncEnumerator(stop.Token);
        for (int i = 0; i < 6; i++)
            Assert.True(await checks.MoveNextAsync());
        ValueTask<bool> signIn = checks.MoveNextAsync();
        await Host.WaitAsync(static state => state.InFlight == 1, cancellationToken: Cancellation);
        Assert.False(signIn.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await signIn);
        await Host.WaitAsync(static state => state.InFlight == 0, cancellationToken: Cancellation);
    }

    [Fact]
    public async Task One_server_for_both_addresses_is_reached_once()
    {
        List<ConnectionCheck> checks = await RunAsync(static options => options with { AuthUri = new Uri(options.BaseUri, "/oauth") });
        Assert.Equal(
            [ConnectionStep.NameLookup, ConnectionStep.Tcp, ConnectionStep.Tls, ConnectionStep.SignIn, ConnectionStep.Models],
            checks.Select(static check => check.Step));
    }

    [Fact]
    public async Task Plain_HTTP_to_this_machine_has_no_TLS()
    {
        List<ConnectionCheck> checks = await RunAsync(options => options with { AuthUri = Host.ControlUri });
        Assert.Equal(
            [ConnectionStep.NameLookup, ConnectionStep.Tcp, ConnectionStep.NameLookup], checks.Take(3).Select(static check => check.Step));
        Assert.All(checks.Take(2), static check => Assert.True(check.Succeeded));
    }

    [Fact]
    public async Task The_token_of_others_is_replaced_only_by_a_new_one()
    {
        await Connection.SignInAsync(cancellationToken: Cancellation);
        DateTimeOffset? before = Connection.TokenExpires;
        Host.Faults.Add(new Fault(FaultKind.Status, FaultTarget.SignIn, Status: 500));
        List<ConnectionCheck> checks = await RunAsync();
        Assert.Equal(ConnectionCheckStatus.Failed, checks[6].Status);
        Assert.Equal(before, Connection.TokenExpires);
        await Connection.GetModelsAsync(cancellationToken: Cancellation);
        Assert.Equal(2, Host.State.SignInRequests);
    }

    private ConnectionDiagnosis New(Func<GigaChatOptions, GigaChatOptions>? change = null, (TimeProvider, HostPlatform)? machine = null)
        => new(change?.Invoke(Connection.Options) ?? Connection.Options, Connection.CopyCredential)
            { Machine = machine ?? (TimeProvider.System, HostPlatform.Linux) };

    private async Task<List<ConnectionCheck>> RunAsync(
        Func<GigaChatOptions, GigaChatOptions>? change = null, (TimeProvider, HostPlatform)? machine = null)
    {
        List<ConnectionCheck> checks = [];
        await foreach (ConnectionCheck check in New(change, machine).RunAsync())
            checks.Add(check);
        return checks;
    }
}
