using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Trust;

namespace GigaChat.Tests.Trust;

/// <summary>Which certificates of a server are accepted.</summary>
public sealed class ServerTrustTests : ServerTrustTest
{
    [Fact]
    public async Task A_service_host_under_the_pinned_root_is_accepted()
        => Assert.Null(await Handshake.TryAsync(Trust(), Host, Subordinate.Leaf(Host), Subordinate.Certificate));

    [Fact]
    public async Task A_server_may_leave_out_a_known_intermediate()
        => Assert.Null(await Handshake.TryAsync(Trust(), Host, Subordinate.Leaf(Host)));

    [Fact]
    public async Task Of_two_known_intermediates_with_one_name_the_right_one_is_taken()
    {
        TestAuthority other = Root.Subordinate();
        X509Certificate2[] known = [other.Certificate, Subordinate.Certificate];
        foreach (X509Certificate2[] order in new[] { known, [.. known.Reverse()] })
        {
            var trust = new ServerTrust(new TrustSettings(), Root.Certificate, order);
            Assert.Null(await Handshake.TryAsync(trust, Host, Subordinate.Leaf(Host)));
            Assert.Null(await Handshake.TryAsync(trust, Host, other.Leaf(Host)));
        }
    }

    [Fact]
    public async Task The_intermediate_that_the_server_sent_serves_where_it_is_not_known()
    {
        TestAuthority newer = Root.Subordinate("CN=Test Sub 2030");
        Assert.Null(await Handshake.TryAsync(Trust(), Host, newer.Leaf(Host), newer.Certificate));
    }

    [Fact]
    public async Task An_unknown_intermediate_left_out_is_named()
    {
        TestAuthority newer = Root.Subordinate("CN=Test Sub 2030");
        CertificateRejection rejection = await RefusedAsync(Trust(), Host, newer.Leaf(Host));
        Assert.Equal(CertificateFault.MissingIntermediate, rejection.Fault);
        Assert.Contains("CN=Test Sub 2030", rejection.Message, StringComparison.Ordinal);
        Assert.Equal("TrustAdviceIntermediate", rejection.Advice.Key);
        Assert.EndsWith(rejection.Advice, rejection.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ngw.devices.sberbank.ru")]
    [InlineData("evil.giga.chat.example")]
    public async Task The_host_name_is_always_checked(string host)
    {
        CertificateRejection rejection = await RefusedAsync(Trust(), host, Subordinate.Leaf(Host));
        Assert.Equal(CertificateFault.NameMismatch, rejection.Fault);
        Assert.Contains(host, rejection.Message, StringComparison.Ordinal);
        Assert.Contains(Host, rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_name_is_checked_under_the_users_own_authority_too()
    {
        TestAuthority corporate = TestAuthority.Root("CN=Corporate");
        CertificateRejection rejection = await RefusedAsync(Trust(corporate.Certificate), Host, corporate.Leaf("proxy.corp.example"));
        Assert.Equal(CertificateFault.NameMismatch, rejection.Fault);
    }

    [Theory]
    [InlineData(-30, -1, CertificateFault.Expired)]
    [InlineData(1, 30, CertificateFault.NotYetValid)]
    public async Task Dates_are_checked(int from, int to, object fault)
    {
        CertificateRejection rejection = await RefusedAsync(Trust(), Host, Subordinate.Leaf(Host, from, to));
        Assert.Equal(fault, rejection.Fault);
        Assert.Contains("clock", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_date_of_the_intermediate_is_checked()
    {
        TestAuthority old = Root.Subordinate("CN=Old Sub", notAfter: DateTimeOffset.UtcNow.AddDays(-1));
        CertificateRejection rejection = await RefusedAsync(Trust(), Host, old.Leaf(Host), old.Certificate);
        Assert.Equal(CertificateFault.Expired, rejection.Fault);
        Assert.Contains("CN=Old Sub", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_for_servers_is_refused()
    {
        CertificateRejection rejection = await RefusedAsync(Trust(), Host, Subordinate.Leaf(Host, usage: "1.3.6.1.5.5.7.3.2"));
        Assert.Equal(CertificateFault.WrongUsage, rejection.Fault);
    }

    [Fact]
    public async Task A_self_signed_certificate_is_refused()
    {
        CertificateRejection rejection = await RefusedAsync(Trust(), Host, TestAuthority.SelfSignedLeaf(Host));
        Assert.Equal(CertificateFault.SelfSigned, rejection.Fault);
        Assert.Contains("CN=server", rejection.ChainEnd!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_root_of_the_same_name_is_refused_and_named()
    {
        TestAuthority forged = Root.Forged();
        Assert.Equal(CertificateFault.Impostor, (await RefusedAsync(Trust(), Host, forged.Leaf(Host))).Fault);
        Assert.Equal(CertificateFault.Impostor, Judge(Trust(), Host, forged.Leaf(Host), forged.Certificate).Problem!.Fault);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_leaf_signed_by_a_forged_intermediate_is_refused(bool authorityKey)
    {
        X509Certificate2 leaf = Subordinate.Forged().Leaf(Host, authorityKey: authorityKey);
        await RefusedAsync(Trust(), Host, leaf);
        await RefusedAsync(Trust(), Host, leaf, Subordinate.Certificate);
        await RefusedAsync(Trust(Subordinate.Certificate), Host, leaf, Subordinate.Certificate);
    }

    [Fact]
    public async Task A_leaf_used_as_an_authority_is_refused()
    {
        TestAuthority leaf = Subordinate.Subordinate("CN=leaf.giga.chat", isAuthority: false);
        CertificateRejection rejection = await RefusedAsync(Trust(), Host, leaf.Leaf(Host), leaf.Certificate, Subordinate.Certificate);
        Assert.Contains(CertificateFault.NotAnAuthority, rejection.Faults);
    }

    [Fact]
    public async Task The_pinned_root_does_not_count_for_other_hosts()
    {
        const string Foreign = "api.openai.com";
        CertificateRejection rejection = await RefusedAsync(Trust(), Foreign, Subordinate.Leaf(Foreign), Subordinate.Certificate);
        Assert.Equal(CertificateFault.ForeignHost, rejection.Fault);
        Assert.Contains("*.sberbank.ru", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pinned_root_can_be_turned_off()
    {
        var trust = new ServerTrust(new TrustSettings { SystemTrustOnly = true }, Root.Certificate, [Subordinate.Certificate]);
        CertificateRejection rejection = await RefusedAsync(trust, Host, Subordinate.Leaf(Host), Subordinate.Certificate);
        Assert.Equal(CertificateFault.MintsifryTurnedOff, rejection.Fault);
        Assert.Equal("TrustAdviceInstall", rejection.Advice.Key);
        Assert.EndsWith(rejection.Advice, rejection.Message, StringComparison.Ordinal);
        Assert.Equal("System", trust.Description);
    }

    [Fact]
    public async Task The_users_root_counts_for_any_host()
    {
        TestAuthority corporate = TestAuthority.Root("CN=Corporate");
        ServerTrust trust = Trust(corporate.Certificate);
        Assert.Null(await Handshake.TryAsync(trust, Host, corporate.Leaf(Host)));
        TestAuthority intermediate = corporate.Subordinate("CN=Corporate Sub");
        Assert.Null(await Handshake.TryAsync(trust, "any.example", intermediate.Leaf("any.example"), intermediate.Certificate));
        await RefusedAsync(trust, "any.example", intermediate.Leaf("any.example"), corporate.Subordinate("CN=Corporate Sub").Certificate);
        Assert.Null(await Handshake.TryAsync(trust, "127.0.0.1", corporate.Leaf("127.0.0.1")));
        Assert.Null(await Handshake.TryAsync(trust, Host, Subordinate.Leaf(Host)));
        Assert.Equal("System, Mintsifry, corp.pem", trust.Description);
    }

    [Fact]
    public void The_authorities_are_named_in_the_users_language()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru-RU");
        Assert.Equal("Система, Минцифры", Trust().Description);
    }

    [Fact]
    public async Task The_users_intermediate_is_an_anchor_whatever_lies_behind_it()
    {
        TestAuthority root = TestAuthority.Root("CN=Far Root", notAfter: DateTimeOffset.UtcNow.AddDays(-1));
        TestAuthority sub = root.Subordinate("CN=Corporate Sub");
        Assert.Null(await Handshake.TryAsync(Trust(sub.Certificate), "any.example", sub.Leaf("any.example")));
        TrustVerdict verdict = Judge(Trust(sub.Certificate), "any.example", sub.Leaf("any.example"), sub.Certificate, root.Certificate);
        Assert.True(verdict.Accepted, verdict.Problem?.Message);
        Assert.Equal("corp.pem", verdict.Anchor);
        Assert.Equal(["CN=server", "CN=Corporate Sub", "CN=Far Root"], verdict.Chain);
    }

    [Fact]
    public void What_the_system_holds_for_revoked_stays_refused()
    {
        using X509Certificate2 leaf = Subordinate.Leaf(Host);
        Assert.True(Judge(Trust(), Host, leaf, Subordinate.Certificate).Accepted);
        foreach (X509ChainStatusFlags status in new[] { X509ChainStatusFlags.Revoked, X509ChainStatusFlags.ExplicitDistrust })
        {
            TrustVerdict verdict = Trust()
                .Examine(Host, leaf, [leaf], [Subordinate.Certificate], status, SslPolicyErrors.RemoteCertificateChainErrors);
            Assert.Equal(CertificateFault.Revoked, verdict.Problem!.Fault);
        }
    }

    [Fact]
    public void A_chain_that_breaks_off_is_not_the_systems_also_where_the_platform_finds_no_error_in_it()
    {
        TestAuthority sub = TestAuthority.Root("CN=Far Root").Subordinate("CN=Far Sub");
        using X509Certificate2 leaf = sub.Leaf(Host);
        TrustVerdict verdict = Trust()
            .Examine(Host, leaf, [leaf, sub.Certificate], [], X509ChainStatusFlags.PartialChain, SslPolicyErrors.None);
        Assert.False(verdict.Accepted);
        Assert.NotNull(verdict.Problem);
    }

    [Fact]
    public void A_server_without_a_certificate_is_refused()
        => Assert.Equal(
            CertificateFault.NoCertificate,
            Trust().Examine(Host, null, null, SslPolicyErrors.RemoteCertificateNotAvailable).Problem!.Fault);

    [Fact]
    public async Task A_leaf_of_the_user_stands_for_itself_only()
    {
        X509Certificate2 selfSigned = TestAuthority.SelfSignedLeaf("any.example");
        Assert.Null(await Handshake.TryAsync(Trust(selfSigned), "any.example", selfSigned));
        X509Certificate2 issued = TestAuthority.Root("CN=Far Root").Leaf("any.example");
        Assert.Null(await Handshake.TryAsync(Trust(issued), "any.example", issued));

        TestAuthority signer = TestAuthority.Root("CN=leaf.example", isAuthority: false);
        CertificateRejection rejection = await RefusedAsync(Trust(signer.Certificate), "any.example", signer.Leaf("any.example"));
        Assert.Equal(CertificateFault.NotAnAuthority, rejection.Fault);
    }

    [Fact]
    public async Task Handshakes_leave_the_options_as_they_were()
    {
        SslClientAuthenticationOptions options = Trust().CreateOptions();
        int before = options.CertificateChainPolicy!.ExtraStore.Count;
        Assert.Null(await Handshake.TryAsync(options, Host, Subordinate.Leaf(Host), Root.Subordinate("CN=Extra").Certificate));
        Assert.Null(await Handshake.TryAsync(options, Host, Subordinate.Leaf(Host), Subordinate.Certificate));
        Assert.Equal(before, options.CertificateChainPolicy.ExtraStore.Count);
    }

    [Fact]
    public async Task Checks_that_are_off_accept_everything()
    {
        var trust = new ServerTrust(new TrustSettings { SkipCertificateCheck = true });
        Assert.Null(await Handshake.TryAsync(trust, "wrong.example", TestAuthority.SelfSignedLeaf("a.example")));
        Assert.Equal("None (check turned off)", trust.Description);
    }

    [Fact]
    public void A_file_that_is_missing_fails_at_once()
        => Assert.Throws<GigaChatException>(() => new ServerTrust(new TrustSettings { CertificateAuthorityPaths = ["/nowhere/ca.pem"] }));
}
