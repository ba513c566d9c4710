using GigaChat.Emulator.Accounts;

namespace GigaChat.Emulator.Hosting;

/// <summary>What the process prints once it listens: all that a caller needs.</summary>
internal sealed record ReadyLine
{
    public required Uri AuthUri { get; init; }

    public required Uri BaseUri { get; init; }

    public required Uri ControlUri { get; init; }

    public required Uri ProxyUri { get; init; }

    public required Uri AdversaryUri { get; init; }

    public required Uri AdversaryTlsUri { get; init; }

    public required Uri LaboratoryUri { get; init; }

    public required string CaPath { get; init; }

    public required string Folder { get; init; }

    public required string ClientCertificatePath { get; init; }

    public required string ClientKeyPath { get; init; }

    public required string ClientEncryptedKeyPath { get; init; }

    public required string ClientKeyPassword { get; init; }

    public required string ClientPfxPath { get; init; }

    public required string ClientPfxPassword { get; init; }

    public required string AuthorizationKey { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    public required string CorporateKey { get; init; }

    public required string B2bKey { get; init; }

    public static ReadyLine Of(EmulatorHost host) => new()
    {
        AuthUri = host.AuthUri,
        BaseUri = host.BaseUri,
        ControlUri = host.ControlUri,
        ProxyUri = host.ProxyUri,
        AdversaryUri = host.Adversary.PlainUri,
        AdversaryTlsUri = host.Adversary.TlsUri,
        LaboratoryUri = host.Adversary.LaboratoryUri,
        CaPath = host.Files.CaPath,
        Folder = host.Files.Path,
        ClientCertificatePath = host.Files.ClientCertificatePath,
        ClientKeyPath = host.Files.ClientKeyPath,
        ClientEncryptedKeyPath = host.Files.ClientEncryptedKeyPath,
        ClientKeyPassword = host.Files.ClientKeyPassword,
        ClientPfxPath = host.Files.ClientPfxPath,
        ClientPfxPassword = host.Files.ClientPfxPassword,
        AuthorizationKey = EmulatorAccount.Personal.AuthorizationKey,
        ClientId = EmulatorAccount.Personal.ClientId,
        ClientSecret = EmulatorAccount.Personal.ClientSecret,
        User = EmulatorAccount.User,
        Password = EmulatorAccount.Password,
        CorporateKey = EmulatorAccount.Corporate.AuthorizationKey,
        B2bKey = EmulatorAccount.Business.AuthorizationKey,
    };
}
