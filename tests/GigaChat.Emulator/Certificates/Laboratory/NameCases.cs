namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>Certificates for other hosts, or for names that only look like the host (RFC 9525).</summary>
internal static class NameCases
{
    private const string Domain = TlsCase.Domain;

    public static IEnumerable<TlsCase> All =>
    [
        New("wrong-host", "For another host.", static _ => CertificateRecipe.Server("other." + Domain)),
        New("wrong-parent", "For the domain above the host.", static _ => CertificateRecipe.Server(Domain)),
        New("wrong-child", "For a host below the host.", static host => CertificateRecipe.Server("www." + host)),
        New("wrong-suffix", "The host's name goes on in the certificate.", static host => CertificateRecipe.Server(host + ".example")),
        New("common-name-only", "The host as common name alone, which no client should look at since 2011.",
            static host => CertificateRecipe.Server() with { Subject = Names.Raw(host) }),
        New("common-name-and-mail", "The host as common name, and a mail address as alternative name.",
            static host => CertificateRecipe.Server() with { Subject = Names.Raw(host), More = [Names.Mails("admin@" + host)] }),
        New("common-name-beside", "The host as common name, and another one as alternative name.",
            static host => CertificateRecipe.Server("other." + Domain) with { Subject = Names.Raw(host) }),
        New("names-missing", "No name of a host at all.", static _ => CertificateRecipe.Server()),
        New("mail-only", "The host as a mail address.", static host => CertificateRecipe.Server() with { More = [Names.Mails(host)] }),
        New("resource-only", "The host in the address of a resource.", static host
            => CertificateRecipe.Server() with { More = [Names.Addresses("https://" + host)] }),
        New("wildcard-alone", "A wildcard for everything.", static _ => Raw("*")),
        New("wildcard-top", "A wildcard for all of a top-level domain.", static _ => Raw("*.chat")),
        New("wildcard-inner", "A wildcard in the middle.", static _ => Raw("wildcard-inner.*.giga.chat")),
        New("wildcard-part", "A wildcard for a part of a label.", static _ => Raw("wildcard-p*." + Domain)),
        New("wildcard-double", "A wildcard for two labels at a time.", static _ => Raw("*.*.giga.chat")),
        New("wildcard-depth", "A wildcard one level too high.", static _
            => Raw("*." + Domain)) with { Host = "a.wildcard-depth." + Domain },
        New("wildcard-base", "A wildcard below the host.", static host => Raw("*." + host)),
        New("wildcard-address", "A wildcard in an IP address.", static _ => Raw("192.0.2.*")) with { Host = "192.0.2.2" },
        New("address-as-name", "An IP address as the name of a host.", static _ => Raw("192.0.2.3")) with { Host = "192.0.2.3" },
        New("address-as-common-name", "An IP address as common name.", static _
            => CertificateRecipe.Server() with { Subject = Names.Raw("192.0.2.4") }) with { Host = "192.0.2.4" },
        New("nul-in-name", "The host, a NUL, and the domain of the certificate's owner.", static host => Raw(host + "\0.evil.example")),
        New("nul-in-common-name", "The same as common name.", static host
            => CertificateRecipe.Server() with { Subject = Names.Raw(host + "\0.evil.example") }),
        New("name-with-blank", "A blank behind the host.", static host => Raw(host + " ")),
        New("name-look-alike", "A Cyrillic letter in the host's name.", static _ => Raw("nаme-look-alike." + Domain)),
        New("name-punycode", "A Cyrillic letter in the host's name, as it is encoded.", static _
            => CertificateRecipe.Server("xn--nme-look-alike-7rb." + Domain)),
        New("name-list", "Several hosts in one name.", static host => Raw($"other.example,{host}")),
        New("name-empty", "An empty name.", static _ => Raw("")),
    ];

    private static TlsCase New(string name, string description, Func<string, CertificateRecipe> server)
        => new(name, description, TlsExpectation.Refused, "It is not for this host.") { Server = server };

    private static CertificateRecipe Raw(string name) => CertificateRecipe.Server() with { More = [Names.RawHosts(name)] };
}
