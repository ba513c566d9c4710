using System.Net;
using GigaChat.Http;

namespace GigaChat.Tests.Http;

public sealed class ProxySettingsTests
{
    private static readonly Uri Service = new("https://api.giga.chat/v1");

    [Theory]
    [InlineData("http://proxy.example:3128", "http://proxy.example:3128")]
    [InlineData("https://proxy.example", "https://proxy.example")]
    [InlineData("socks5://10.0.0.1:1080", "socks5://10.0.0.1:1080")]
    [InlineData("proxy.example:3128", "http://proxy.example:3128")]
    [InlineData("10.0.0.1:3128", "http://10.0.0.1:3128")]
    [InlineData("proxy", "http://proxy")]
    [InlineData("http://имя:пароль@proxy.example:3128/path", "http://proxy.example:3128")]
    [InlineData("user:secret@proxy.example:3128", "http://proxy.example:3128")]
    public void An_address_may_lack_its_scheme_and_is_shown_without_a_password(string text, string shown)
    {
        var settings = new ProxySettings { Address = new Uri(text, UriKind.RelativeOrAbsolute) };
        Assert.Equal(new Uri(shown), settings.ToWebProxy()!.GetProxy(Service));
        Assert.Equal(shown, settings.GetProxyFor(Service));
    }

    [Theory]
    [InlineData("ftp://user:secret@proxy.example", "\"proxy.example\"")]
    [InlineData("file:///proxy", "\"file:///proxy\"")]
    public void What_can_be_no_proxy_is_refused_without_its_password(string text, string named)
    {
        var settings = new ProxySettings { Address = new Uri(text, UriKind.RelativeOrAbsolute) };
        var error = Assert.Throws<GigaChatException>(settings.ToWebProxy);
        Assert.Equal(GigaChatErrorKind.InvalidRequest, error.Kind);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_given_win_over_those_in_the_address_and_these_over_the_users_own()
    {
        var address = new Uri("http://%D0%B8%D0%BC%D1%8F:a%3Ab@proxy.example");
        NetworkCredential inAddress = Credential(new ProxySettings { Address = address, UseDefaultCredentials = true });
        Assert.Equal(("имя", "a:b"), (inAddress.UserName, inAddress.Password));

        var given = new NetworkCredential("прокси", "пароль");
        Assert.Same(given, Credential(new ProxySettings { Address = address, Credential = given }));

        Assert.Same(
            CredentialCache.DefaultNetworkCredentials,
            Credential(new ProxySettings { Address = new Uri("http://proxy.example"), UseDefaultCredentials = true }));
        Assert.Null(new ProxySettings { Address = new Uri("http://proxy.example") }.ToWebProxy()!.Credentials);
    }

    [Fact]
    public void No_proxy_is_none()
    {
        Assert.Null(new ProxySettings { NoProxy = true }.ToWebProxy());
        Assert.Null(new ProxySettings { NoProxy = true }.GetProxyFor(Service));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/v1", false)]
    [InlineData("http://localhost/v1", false)]
    [InlineData("http://[::1]/v1", false)]
    [InlineData("https://127.0.0.1:8080/v1", true)]
    [InlineData("https://localhost/v1", true)]
    public void Plain_HTTP_to_this_machine_never_leaves_it(string address, bool isCarried)
    {
        var settings = new ProxySettings { Address = new Uri("socks5://proxy.example:1080") };
        Assert.Equal(isCarried, settings.ToWebProxy()!.GetProxy(new Uri(address)) is not null);
        Assert.Equal(!isCarried, settings.ToWebProxy()!.IsBypassed(new Uri(address)));
        Assert.Equal(isCarried, settings.GetProxyFor(new Uri(address)) is not null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_proxy_of_the_system_has_its_name_and_password_as_credentials_and_not_in_its_address(bool knowsThem)
    {
        var proxy = new ServiceProxy(new SystemProxy(knowsThem));
        Uri shown = proxy.GetProxy(Service)!;
        Assert.Equal("http://proxy.example:3128/", shown.ToString());
        NetworkCredential? found = proxy.Credentials!.GetCredential(shown, "Basic");
        Assert.Equal(knowsThem ? ("known", "p") : ("имя", "planted@"), (found!.UserName, found.Password));
        Assert.Null(new ServiceProxy(new SystemProxy(false)).Credentials!.GetCredential(new Uri("http://other.example"), "Basic"));
    }

    private sealed class SystemProxy(bool knowsCredentials) : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => knowsCredentials ? new NetworkCredential("known", "p") : null;
            set => throw new NotSupportedException();
        }

        public Uri GetProxy(Uri destination) => new("http://%D0%B8%D0%BC%D1%8F:planted%40@proxy.example:3128");

        public bool IsBypassed(Uri host) => false;
    }

    private static NetworkCredential Credential(ProxySettings settings)
        => settings.ToWebProxy()!.Credentials!.GetCredential(Service, "Basic")!;
}
