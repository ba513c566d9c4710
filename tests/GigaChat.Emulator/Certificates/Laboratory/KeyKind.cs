namespace GigaChat.Emulator.Certificates.Laboratory;

/// <summary>The key of a certificate.</summary>
internal enum KeyKind
{
    P256,
    Rsa2048,
    Rsa1024,
    Rsa512,
}
