namespace GigaChat.Masking;

/// <summary>A section of <c>rules.txt</c> as it was read: a rule and its examples.</summary>
/// <param name="name">The name of the rule.</param>
internal sealed class MaskRuleSection(string name)
{
    private static readonly string[] Known
        = ["kind", "at", "before", "after", "edges", "check", "case", "digits", "group", "first", "spaces", "never", "next"];

    private readonly List<string> _words = [];
    private readonly List<string> _patterns = [];
    private readonly List<string> _matches = [];
    private readonly List<string> _others = [];
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);

    public string Name => name;

    /// <summary>The texts in which the rule finds what stands between double square brackets.</summary>
    public IReadOnlyList<string> Matches => _matches;

    /// <summary>The texts in which it finds nothing.</summary>
    public IReadOnlyList<string> Others => _others;

    /// <summary>Takes a line.</summary>
    /// <exception cref="FormatException">There is no such setting.</exception>
    public void Add(string key, string value)
    {
        switch (key)
        {
            case "words":
                _words.AddRange(value.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
                break;
            case "pattern":
                _patterns.Add(value);
                break;
            case "+":
                _matches.Add(value);
                break;
            case "-":
                _others.Add(value);
                break;
            default:
                if (!Known.Contains(key) || !_settings.TryAdd(key, value))
                    throw new FormatException($"{name}: {key}");
                break;
        }
    }

    public MaskRule ToRule() => new(name, Enum.Parse<MaskKind>(_settings["kind"]), _words, _patterns, _settings);
}
