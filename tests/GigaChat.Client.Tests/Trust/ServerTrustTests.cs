using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GigaChat.Trust;

namespace GigaChat.Tests.Trust;

/// <summary>A test root plays the Mintsifry root; every judgement is made in a real handshake.</summary>
public sealed class ServerTrustTests : IDisposable
{
    private const string Host = "api.giga.chat";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gigachat-tests-");
    private readonly TestAuthority _root = TestAuthority.Root(TestAuthority.MintsifryName);
    private readonly TestAuthority _sub;

    public ServerTrustTests() => _sub = _root.Subordinate();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_service_host_under_the_pinned_root_is_accepted()
        => Assert.Null(await Handshake.TryAsync(Trust(), Host, _sub.Leaf(Host), _sub.Certificate));

    [Fact]
    public async Task A_server_may_leave_out_a_known_intermediate()
        => Assert.Null(await Handshake.TryAsync(Trust(), Host, _sub.Leaf(Host)));

    [Fact]
    public async Task Of_two_known_intermediates_with_one_name_the_right_one_is_taken()
    {
        TestAuthority other = _root.Subordinate();
        foreach (X509Certificate2[] order in new[] { new[] { other.Certificate, _sub.Certificate }, [_sub.Certificate, other.Certificate] })
        {
            var trust = new ServerTrust(new TrustSettings(), _root.Certificate, order);
            Assert.Null(await Handshake.TryAsync(trust, Host, _sub.Leaf(Host)));
            Assert.Null(await Handshake.TryAsync(trust, Host, other.Leaf(Host)));
        }
    }

    [Fact]
    public async Task The_intermediate_that_the_server_sent_serves_where_it_is_not_known()
    {
        TestAuthority newer = _root.Subordinate("CN=Test Sub 2030");
        Assert.Null(await Handshake.TryAsync(Trust(), Host, newer.Leaf(Host), newer.Certificate));
    }

    [Fact]
    public async Task An_unknown_intermediate_left_out_is_named()
    {
        TestAuthority newer = _root.Subordinate("CN=Test Sub 2030");
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
        CertificateRejection rejection = await RefusedAsync(Trust(), host, _sub.Leaf(Host));
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
        CertificateRejection rejection = await RefusedAsync(Trust(), Host, _sub.Leaf(Host, from, to));
        Assert.Equal(fault, rejection.Fault);
        Assert.Contains("clock", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_date_of_the_intermediate_is_checked()
    {
        TestAuthority old = _root.Subordinate("CN=Old Sub", notAfter: DateTimeOffset.UtcNow.AddDays(-1));
        CertificateRejection rejection = await RefusedAsync(Trust(), Host, old.Leaf(Host), old.Certificate);
        Assert.Equal(CertificateFault.Expired, rejection.Fault);
        Assert.Contains("CN=Old Sub", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_for_servers_is_refused()
    {
        CertificateRejection rejection = await RefusedAsync(Trust(), Host, _sub.Leaf(Host, usage: "1.3.6.1.5.5.7.3.2"));
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
        TestAuthority forged = _root.Forged();
        Assert.Equal(CertificateFault.Impostor, (await RefusedAsync(Trust(), Host, forged.Leaf(Host))).Fault);
        Assert.Equal(CertificateFault.Impostor, Judge(Trust(), Host, forged.Leaf(Host), forged.Certificate).Problem!.Fault);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_leaf_signed_by_a_forged_intermediate_is_refused(bool authorityKey)
    {
        X509Certificate2 leaf = _sub.Forged().Leaf(Host, authorityKey: authorityKey);
        await RefusedAsync(Trust(), Host, leaf);
        await RefusedAsync(Trust(), Host, leaf, _sub.Certificate);
        await RefusedAsync(Trust(_sub.Certificate), Host, leaf, _sub.Certificate);
    }

    [Fact]
    public async Task A_leaf_used_as_an_authority_is_refused()
    {
        TestAuthority leaf = _sub.Subordinate("CN=leaf.giga.chat", isAuthority: false);
        CertificateRejection rejection = await RefusedAsync(Trust(), Host, leaf.Leaf(Host), leaf.Certificate, _sub.Certificate);
        Assert.Contains(CertificateFault.NotAnAuthority, rejection.Faults);
    }

    [Fact]
    public async Task The_pinned_root_does_not_count_for_other_hosts()
    {
        CertificateRejection rejection = await RefusedAsync(Trust(), "api.openai.com", _sub.Leaf("api.openai.com"), _sub.Certificate);
        Assert.Equal(CertificateFault.ForeignHost, rejection.Fault);
        Assert.Contains("*.sberbank.ru", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pinned_root_can_be_turned_off()
    {
        var trust = new ServerTrust(new TrustSettings { SystemTrustOnly = true }, _root.Certificate, [_sub.Certificate]);
        CertificateRejection rejection = await RefusedAsync(trust, Host, _sub.Leaf(Host), _sub.Certificate);
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
        Assert.Null(await Handshake.TryAsync(trust, Host, _sub.Leaf(Host)));
        Assert.Equal("System, Mintsifry, corp.pem", trust.Description);
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
        using X509Certificate2 leaf = _sub.Leaf(Host);
        Assert.True(Judge(Trust(), Host, leaf, _sub.Certificate).Accepted);
        foreach (X509ChainStatusFlags status in new[] { X509ChainStatusFlags.Revoked, X509ChainStatusFlags.ExplicitDistrust })
        {
            TrustVerdict verdict = Trust()
                .Examine(Host, leaf, [leaf], [_sub.Certificate], status, SslPolicyErrors.RemoteCertificateChainErrors);
            Assert.Equal(CertificateFault.Revoked, verdict.Problem!.Fault);
        }
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
    public void An_unknown_root_is_named_with_what_helps_and_never_with_the_switch_that_turns_checks_off()
    {
        TestAuthority proxy = TestAuthority.Root("CN=Proxy Root");
        CertificateRejection rejection = Judge(Trust(), Host, proxy.Leaf(Host), proxy.Certificate).Problem!;
        Assert.Equal(CertificateFault.UnknownAnchor, rejection.Fault);
        Assert.Equal("CN=Proxy Root", rejection.ChainEnd);
        Assert.Contains(Host, rejection.Message, StringComparison.Ordinal);
        GigaChatException error = rejection.ToException();
        Assert.Equal("GigaChatCertificateNotTrusted", error.ErrorId);
        Assert.Equal("TrustAdviceAuthority", error.Detail);
        Assert.EndsWith(rejection.Advice, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SkipCertificateCheck", error.Message, StringComparison.Ordinal);
    }

    /// <summary>How the server's certificate is wrong, the fault to be found, and the key of the advice.</summary>
    public static TheoryData<string, string, string> Frauds => new()
    {
        { "wrong host", nameof(CertificateFault.NameMismatch), "TrustAdviceAddress" },
        { "expired", nameof(CertificateFault.Expired), "TrustAdviceClock" },
        { "not yet valid", nameof(CertificateFault.NotYetValid), "TrustAdviceClock" },
        { "self-signed", nameof(CertificateFault.SelfSigned), "TrustAdviceAuthority" },
        { "another CA with the same name", nameof(CertificateFault.Impostor), "TrustAdviceSuspicious" },
        { "a leaf used as a CA", nameof(CertificateFault.NotAnAuthority), "TrustAdviceSuspicious" },
        { "an intermediate left out", nameof(CertificateFault.MissingIntermediate), "TrustAdviceIntermediate" },
        { "a host that is not the service's", nameof(CertificateFault.ForeignHost), "TrustAdviceForeignHost" },
    };

    [Theory]
    [MemberData(nameof(Frauds))]
    public async Task Every_fraud_is_refused_with_the_end_of_its_chain_and_what_helps(string fraud, string fault, string advice)
    {
        TestAuthority falseAuthority = _sub.Subordinate("CN=leaf.giga.chat", isAuthority: false);
        (string host, X509Certificate2 leaf, X509Certificate2[] sent) = fraud switch
        {
            "wrong host" => (Host, _sub.Leaf("other.example"), [_sub.Certificate]),
            "expired" => (Host, _sub.Leaf(Host, -30, -1), [_sub.Certificate]),
            "not yet valid" => (Host, _sub.Leaf(Host, 1, 30), [_sub.Certificate]),
            "self-signed" => (Host, TestAuthority.SelfSignedLeaf(Host), []),
            "another CA with the same name" => (Host, _root.Forged().Leaf(Host), []),
            "a leaf used as a CA" => (Host, falseAuthority.Leaf(Host), [falseAuthority.Certificate, _sub.Certificate]),
            "an intermediate left out" => (Host, _root.Subordinate("CN=Test Sub 2030").Leaf(Host), []),
            _ => ("api.example", _sub.Leaf("api.example"), (X509Certificate2[])[_sub.Certificate]),
        };

        CertificateRejection rejection = await RefusedAsync(Trust(), host, leaf, sent);

        Assert.Contains(fault, rejection.Faults.Select(static f => f.ToString()));
        Assert.False(string.IsNullOrEmpty(rejection.ChainEnd));
        GigaChatException error = rejection.ToException();
        Assert.Equal(GigaChatErrorKind.CertificateNotTrusted, error.Kind);
        Assert.Contains(host, error.Message, StringComparison.Ordinal);
        Assert.Contains($"\"{rejection.ChainEnd}\"", error.Message, StringComparison.Ordinal);
        Assert.Equal(advice, error.Detail);
        Assert.EndsWith(rejection.Advice, error.Message, StringComparison.Ordinal);
        Assert.Equal(rejection.Advice, error.RecommendedAction);
        Assert.DoesNotContain("SkipCertificateCheck", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reason_survives_the_HTTP_stack()
    {
        Assert.Null(await Handshake.TryHttpAsync(Trust(), Host, _sub.Leaf(Host)));
        Exception? failure = await Handshake.TryHttpAsync(Trust(), Host, _sub.Leaf("other.example"));
        Assert.IsType<HttpRequestException>(failure);
        GigaChatException? error = ServerTrust.ErrorFrom(failure);
        Assert.Equal(GigaChatErrorKind.CertificateNotTrusted, error!.Kind);
        Assert.Contains(Host, error.Message, StringComparison.Ordinal);
        Assert.Null(ServerTrust.ErrorFrom(new HttpRequestException("something else")));
    }

    [Fact]
    public async Task Handshakes_leave_the_options_as_they_were()
    {
        SslClientAuthenticationOptions options = Trust().CreateOptions();
        int before = options.CertificateChainPolicy!.ExtraStore.Count;
        Assert.Null(await Handshake.TryAsync(options, Host, _sub.Leaf(Host), _root.Subordinate("CN=Extra").Certificate));
        Assert.Null(await Handshake.TryAsync(options, Host, _sub.Leaf(Host), _sub.Certificate));
        Assert.Equal(before, options.CertificateChainPolicy.ExtraStore.Count);
    }

    [Fact]
    public async Task Checks_that_are_off_accept_everything()
    {
        var trust = new ServerTrust(new TrustSettings { SkipCertificateCheck = true });
        Assert.Null(await Handshake.TryAsync(trust, "wrong.example", TestAuthority.SelfSignedLeaf("a.example")));
        Assert.Equal("None (checks off)", trust.Description);
    }

    [Fact]
    public void A_file_that_is_missing_fails_at_once()
        => Assert.Throws<GigaChatException>(() => new ServerTrust(new TrustSettings { CertificateAuthorityPaths = ["/nowhere/ca.pem"] }));

    private ServerTrust Trust(X509Certificate2? authority = null)
    {
        string path = Path.Combine(_folder.FullName, "corp.pem");
        if (authority is not null)
            File.WriteAllText(path, authority.ExportCertificatePem());
        var settings = new TrustSettings { CertificateAuthorityPaths = authority is null ? [] : [path] };
        return new ServerTrust(settings, _root.Certificate, [_sub.Certificate]);
    }

    /// <summary>Without a handshake, for what no server of .NET sends: a chain with its root.</summary>
    private static TrustVerdict Judge(ServerTrust trust, string host, X509Certificate2 leaf, params X509Certificate2[] sent)
        => trust.Examine(host, leaf, [leaf], sent, X509ChainStatusFlags.PartialChain, SslPolicyErrors.RemoteCertificateChainErrors);

    private static async Task<CertificateRejection> RefusedAsync(
        ServerTrust trust, string host, X509Certificate2 leaf, params X509Certificate2[] sent)
        => Assert.IsType<ServerCertificateException>(await Handshake.TryAsync(trust, host, leaf, sent)).Problem;
}
