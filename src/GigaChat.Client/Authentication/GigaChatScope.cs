using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>The three scopes of the service and the short names we take for them.</summary>
public static class GigaChatScope
{
    /// <summary>Individuals.</summary>
    public const string Personal = "GIGACHAT_API_PERS";

    /// <summary>Companies and sole traders with prepaid packages.</summary>
    public const string B2B = "GIGACHAT_API_B2B";

    /// <summary>Companies and sole traders that pay as they go.</summary>
    public const string Corporate = "GIGACHAT_API_CORP";

    /// <summary>The names and short names, for completion.</summary>
    public static IReadOnlyList<string> Names { get; } = [Personal, B2B, Corporate, "Personal", "B2B", "Corporate"];

    /// <summary>Turns a name or short name, in any case, into the service's name.</summary>
    /// <param name="name">For example <c>Personal</c> or <c>gigachat_api_corp</c>.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/> for anything else.</exception>
    /// <returns>The service's name.</returns>
    public static string Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Trim().ToUpperInvariant() switch
        {
            Personal or "PERSONAL" or "PERS" => Personal,
            B2B or "B2B" => B2B,
            Corporate or "CORPORATE" or "CORP" => Corporate,
            _ => throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest, Localized.Format(Messages.ScopeUnknown, NameText.OrLength(name))),
        };
    }

    /// <summary>How many requests the service takes at a time (reference of the service: limits by tariff).</summary>
    internal static int Concurrency(string scope) => scope == Personal ? 1 : 10;
}
