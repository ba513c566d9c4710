using GigaChat.Emulator.Adversary.Modes;

namespace GigaChat.Emulator.Adversary;

/// <summary>The table of all modes.</summary>
public static class AdversaryModes
{
    /// <summary>All, in the order of their categories.</summary>
    public static IReadOnlyList<AdversaryMode> All { get; } =
    [
        new("good", AdversaryCategory.StatusLine, "A sound answer.", static exchange => exchange.WriteGoodAsync())
        {
            MustFail = AdversaryTargets.None,
            MustSucceed = AdversaryTargets.All,
        },
        .. StatusLineModes.All,
        .. HeaderModes.All,
        .. LengthModes.All,
        .. ChunkModes.All,
        .. PaceModes.All,
        .. StatusModes.All,
        .. RedirectModes.All,
        .. ConnectionModes.All,
        .. EncodingModes.All,
        .. JsonModes.All,
        .. EventModes.All,
        .. RefusalModes.All,
    ];

    private static readonly AdversaryMode Unknown = new("unknown", AdversaryCategory.StatusLine, "404 to an address that names no mode.",
        static exchange
            => exchange.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));

    private static readonly Dictionary<string, AdversaryMode> ByName = All.ToDictionary(static mode => mode.Name, StringComparer.Ordinal);

    /// <summary>A mode by its name in an address; one that answers 404 where there is none.</summary>
    internal static AdversaryMode FindOrUnknown(string name) => ByName.GetValueOrDefault(name) ?? Unknown;

    /// <summary>A mode by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static AdversaryMode Find(string name)
        => ByName.GetValueOrDefault(name) ?? throw new ArgumentException($"There is no mode '{name}'.", nameof(name));
}
