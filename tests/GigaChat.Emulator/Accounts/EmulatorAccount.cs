using System.Text;

namespace GigaChat.Emulator.Accounts;

/// <summary>An account the emulator knows. The identifiers are zero UUIDs, so that none can be mistaken for a real key.</summary>
public sealed class EmulatorAccount
{
    private EmulatorAccount(string scope, int concurrency, bool prepaid, int number)
    {
        Scope = scope;
        Concurrency = concurrency;
        Prepaid = prepaid;
        ClientId = ZeroUuid(number);
        ClientSecret = ZeroUuid(number + 1);
        AuthorizationKey = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ClientId}:{ClientSecret}"));
    }

    /// <summary>An individual: one request at a time.</summary>
    public static EmulatorAccount Personal { get; } = new("GIGACHAT_API_PERS", 1, prepaid: true, 1);

    /// <summary>A company with prepaid packages.</summary>
    public static EmulatorAccount Business { get; } = new("GIGACHAT_API_B2B", 10, prepaid: true, 3);

    /// <summary>A company that pays as it goes, and therefore has no balance.</summary>
    public static EmulatorAccount Corporate { get; } = new("GIGACHAT_API_CORP", 10, prepaid: false, 5);

    public static IReadOnlyList<EmulatorAccount> All { get; } = [Personal, Business, Corporate];

    /// <summary>
    /// Name and password of POST /v1/token. Cyrillic and a colon, because Basic is UTF-8 here and ends the name at the first colon.
    /// </summary>
    public static string User => "оператор";

    public static string Password => "пароль:1";

    public string Scope { get; }

    /// <summary>Chat requests the service lets one token have in progress.</summary>
    public int Concurrency { get; }

    public bool Prepaid { get; }

    public string ClientId { get; }

    public string ClientSecret { get; }

    /// <summary>Base64 of <c>id:secret</c>, as Studio shows it.</summary>
    public string AuthorizationKey { get; }

    private static string ZeroUuid(int number) => $"00000000-0000-0000-0000-{number:D12}";
}
