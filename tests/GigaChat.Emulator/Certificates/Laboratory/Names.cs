using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>Names in certificates, also those that no builder of the framework would make.</summary>
internal static class Names
{
    private const string AlternativeNames = "2.5.29.17";
    private const string NameConstraints = "2.5.29.30";
    private const string CommonName = "2.5.4.3";
    private const int Dns = 2;
    private const int Mail = 1;
    private const int Address = 6;

    /// <summary>A common name, with the laboratory as organization.</summary>
    public static X500DistinguishedName Common(string name) => new($"CN={name}, O=GigaChat laboratory");

    /// <summary>A common name of any characters.</summary>
    public static X500DistinguishedName Raw(string name)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(CommonName);
            writer.WriteCharacterString(UniversalTagNumber.UTF8String, name);
        }

        return new(writer.Encode());
    }

    /// <summary>Alternative names of any bytes as host names.</summary>
    public static X509Extension RawHosts(params string[] names) => Alternative(Dns, names);

    /// <summary>Alternative names that are mail addresses.</summary>
    public static X509Extension Mails(params string[] names) => Alternative(Mail, names);

    /// <summary>Alternative names that are addresses of resources.</summary>
    public static X509Extension Addresses(params string[] names) => Alternative(Address, names);

    /// <summary>The only domains, or the domains that are not, for which an authority may issue certificates.</summary>
    public static X509Extension Constraint(bool permitted, string domain)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, permitted ? 0 : 1)))
        using (writer.PushSequence())
            writer.WriteCharacterString(UniversalTagNumber.IA5String, domain, new Asn1Tag(TagClass.ContextSpecific, Dns));
        return new(NameConstraints, writer.Encode(), critical: true);
    }

    private static X509Extension Alternative(int kind, string[] names)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            // As octets, because a string of this type may only hold ASCII.
            foreach (var name in names)
                writer.WriteOctetString(Encoding.UTF8.GetBytes(name), new Asn1Tag(TagClass.ContextSpecific, kind));
        }

        return new(AlternativeNames, writer.Encode(), critical: false);
    }
}
