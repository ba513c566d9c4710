using System.Text.Json.Serialization;

namespace GigaChat.Emulator.Certificates;

/// <summary>What the TLS ports show at the next handshake.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CertificateKind>))]
public enum CertificateKind
{
    /// <summary>Leaf and intermediate.</summary>
    [JsonStringEnumMemberName("full")]
    Full,

    /// <summary>The leaf alone: the client has to know the intermediate.</summary>
    [JsonStringEnumMemberName("no-intermediate")]
    NoIntermediate,

    /// <summary>A good chain for another name.</summary>
    [JsonStringEnumMemberName("wrong-host")]
    WrongHost,

    [JsonStringEnumMemberName("expired")]
    Expired,

    [JsonStringEnumMemberName("not-yet-valid")]
    NotYetValid,

    [JsonStringEnumMemberName("self-signed")]
    SelfSigned,

    /// <summary>A chain that ends in a CA the client was never given.</summary>
    [JsonStringEnumMemberName("other-ca")]
    OtherCa,

    /// <summary>As <see cref="OtherCa"/>, but every name in the chain is the same as in the good one.</summary>
    [JsonStringEnumMemberName("same-name-ca")]
    SameNameCa,

    /// <summary>As <see cref="OtherCa"/>, but its root has the name of the Mintsifry root, byte by byte.</summary>
    [JsonStringEnumMemberName("mintsifry-name-ca")]
    MintsifryNameCa,

    /// <summary>Issued by a certificate that is no CA, below the good intermediate.</summary>
    [JsonStringEnumMemberName("leaf-as-ca")]
    LeafAsCa,
}
