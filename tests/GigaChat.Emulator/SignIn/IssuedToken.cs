using GigaChat.Emulator.Accounts;

namespace GigaChat.Emulator.SignIn;

/// <summary>A token with the account it was issued to.</summary>
public sealed class IssuedToken
{
    internal IssuedToken(string value, EmulatorAccount account, DateTimeOffset expiresAt)
    {
        Value = value;
        Account = account;
        ExpiresAt = expiresAt;
    }

    public string Value { get; }

    public EmulatorAccount Account { get; }

    public DateTimeOffset ExpiresAt { get; internal set; }
}
