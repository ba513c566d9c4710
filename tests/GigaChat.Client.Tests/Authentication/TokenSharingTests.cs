using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Faults;

namespace GigaChat.Tests.Authentication;

public sealed class TokenSharingTests : ConnectedTest
{
    [Fact]
    public async Task Connections_with_one_key_share_the_token()
    {
        GigaChatConnection other = NewConnection();
        await Task.WhenAll(Connection.SignInAsync(cancellationToken: Cancellation), other.SignInAsync(cancellationToken: Cancellation));
        Assert.Equal(1, Host.State.SignInRequests);
        Assert.Equal(Connection.TokenExpires, other.TokenExpires);
    }

    [Fact]
    public async Task The_token_is_forgotten_with_the_last_connection_that_shares_it()
    {
        GigaChatConnection other = NewConnection();
        await Connection.SignInAsync(cancellationToken: Cancellation);
        Connection.Dispose();
        await other.SignInAsync(cancellationToken: Cancellation);
        Assert.Equal(1, Host.State.SignInRequests);

        other.Dispose();
        GigaChatConnection third = NewConnection();
        Assert.Null(third.TokenExpires);
        await third.SignInAsync(cancellationToken: Cancellation);
        Assert.Equal(2, Host.State.SignInRequests);
    }

    [Fact]
    public async Task A_connection_that_could_not_be_made_holds_no_share()
    {
        await Connection.SignInAsync(cancellationToken: Cancellation);
        Assert.Throws<GigaChatException>(
            () => NewConnection(static options => options with { Proxy = new ProxySettings { Address = new Uri("ftp://localhost") } }));
        Connection.Dispose();
        GigaChatConnection other = NewConnection();
        Assert.Null(other.TokenExpires);
    }

    [Theory]
    [InlineData("scope")]
    [InlineData("key")]
    [InlineData("address")]
    public async Task Another_scope_key_or_address_is_another_token(string difference)
    {
        await Connection.SignInAsync(cancellationToken: Cancellation);
        EmulatorAccount account = difference == "key" ? EmulatorAccount.Corporate : EmulatorAccount.Personal;
        GigaChatConnection other = NewConnection(
            options => difference switch
            {
                "scope" => options with { Scope = GigaChatScope.B2B },
                "address" => options with
                    { AuthUri = new Uri(options.AuthUri.ToString().Replace("localhost", "127.0.0.1", StringComparison.Ordinal)) },
                _ => options,
            },
            account);
        Assert.Null(other.TokenExpires);
    }

    [Fact]
    public async Task Another_trust_is_another_token_and_a_connection_without_checks_shares_none()
    {
        GigaChatConnection Unchecked() => NewConnection(static options => options with { Trust = new TrustSettings
        {
            SkipCertificateCheck = true,
            CertificateAuthorityPaths = options.Trust.CertificateAuthorityPaths,
        } });
        GigaChatConnection first = Unchecked();
        await first.SignInAsync(cancellationToken: Cancellation);
        Assert.Null(Connection.TokenExpires);
        Assert.Null(Unchecked().TokenExpires);
        await Connection.SignInAsync(cancellationToken: Cancellation);
        Assert.Equal(2, Host.State.SignInRequests);

        GigaChatConnection systemOnly = NewConnection(static options => options with { Trust = new TrustSettings
        {
            SystemTrustOnly = true,
            CertificateAuthorityPaths = options.Trust.CertificateAuthorityPaths,
        } });
        Assert.Null(systemOnly.TokenExpires);
        GigaChatConnection same = NewConnection(static options => options with { Trust = new TrustSettings
        {
            CertificateAuthorityPaths = [.. options.Trust.CertificateAuthorityPaths, .. options.Trust.CertificateAuthorityPaths],
        } });
        Assert.NotNull(same.TokenExpires);
    }

    [Fact]
    public async Task However_many_find_the_token_refused_it_is_renewed_once()
    {
        GigaChatConnection company = NewConnection(
            static options => options with { Scope = GigaChatScope.Corporate }, EmulatorAccount.Corporate);
        await company.SignInAsync(cancellationToken: Cancellation);
        Host.Tokens.ExpireAll();
        // Late enough for all ten requests to have met their 401.
        Host.Faults.Add(new Fault(FaultKind.Delay, FaultTarget.SignIn, DelayMs: 300));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => company.GetModelAsync("GigaChat")));
        Assert.Equal(2, Host.State.SignInRequests);
    }
}
