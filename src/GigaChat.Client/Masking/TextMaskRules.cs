using System.Text.RegularExpressions;
using GigaChat.Core;
using GigaChat.Masking;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>What is masked in texts before they are sent. Safe for use from many threads.</summary>
public sealed class TextMaskRules
{
    /// <summary>The name of all kinds together.</summary>
    public const string AllKinds = "All";

    private const int MaxNameLength = 40;

    private TextMaskRules(IReadOnlyList<string> names, TextScanner? scanner)
    {
        Names = names;
        Scanner = scanner;
    }

    /// <summary>The kinds that there are rules for: <c>Secret</c>, <c>Email</c>, <c>IPAddress</c>, <c>Phone</c> and so on.</summary>
    public static IReadOnlyList<string> Kinds { get; } = Enum.GetNames<MaskKind>();

    /// <summary>Masks nothing: for one request over a connection that masks.</summary>
    public static TextMaskRules None { get; } = new([], scanner: null);

    /// <summary>The kinds and the names of own expressions.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Something is masked.</summary>
    public bool IsOn => Scanner is not null;

    /// <summary>Finds what is masked; null for nothing.</summary>
    internal TextScanner? Scanner { get; }

    /// <summary>Makes rules.</summary>
    /// <param name="kinds">Names of <see cref="Kinds"/>, or <see cref="AllKinds"/>; upper and lower case alike.</param>
    /// <param name="expressions">
    /// Regular expressions of one's own, by the name of their marks; upper and lower case are alike for them. Where one has a group named
    /// <c>value</c>, that is what is masked. They must do without back references and look-arounds, so that no text takes them long.
    /// </param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/>: there is no such kind, or an expression cannot be used.
    /// </exception>
    /// <returns>The rules; <see cref="None"/> where nothing was given.</returns>
    public static TextMaskRules Create(IEnumerable<string> kinds, IEnumerable<KeyValuePair<string, string>>? expressions = null)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        SortedSet<MaskKind> chosen = [];
        foreach (string kind in kinds)
        {
            if (kind.Equals(AllKinds, StringComparison.OrdinalIgnoreCase))
                chosen.UnionWith(Enum.GetValues<MaskKind>());
            else
                chosen.Add(ParseKind(kind));
        }
        (string Name, Regex Expression)[] own
            = [.. (expressions ?? []).Select(static pair => (ParseName(pair.Key), ParseExpression(pair.Key, pair.Value)))];
        if (chosen.Count == 0 && own.Length == 0)
            return None;
        MaskRule[] rules = [.. MaskRuleFile.Rules.Where(rule => chosen.Contains(rule.Kind))];
        return new TextMaskRules(
            [.. chosen.Select(static kind => kind.ToString()), .. own.Select(static pair => pair.Name)], new TextScanner(rules, own));
    }

    /// <summary>
    /// Masks a text by itself: its marks begin with 1, so that the same text is masked in the same way whatever was masked before it. Where
    /// marks go on from text to text, or are put back, a <see cref="TextMasker"/> keeps them.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/>: an expression of one's own takes too long for this text.
    /// </exception>
    /// <returns>The masked text.</returns>
    public string Mask(string text, CancellationToken cancellationToken = default) => new TextMasker(this).Mask(text, cancellationToken);

    /// <summary>The names.</summary>
    /// <returns>For example <c>Secret, Email</c>.</returns>
    public override string ToString() => string.Join(", ", Names);

    private static MaskKind ParseKind(string text)
        => !string.IsNullOrEmpty(text) && char.IsAsciiLetter(text[0]) && Enum.TryParse(text, ignoreCase: true, out MaskKind kind)
            ? kind
            : throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest,
                Localized.Format(MaskMessages.KindUnknown, VisibleText.OneLine(text, MaxNameLength), string.Join(", ", Kinds)));

    private static string ParseName(string name)
        => name.Length is > 0 and <= MaxNameLength && char.IsLetter(name[0]) && name.All(static c => char.IsLetterOrDigit(c) || c == '_')
            ? name.ToUpperInvariant()
            : throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest, Localized.Format(MaskMessages.NameUnusable, VisibleText.OneLine(name, MaxNameLength)));

    private static Regex ParseExpression(string name, string pattern)
    {
        try
        {
            return MaskExpression.CreateOwn(pattern);
        }
        catch (NotSupportedException e)
        {
            string reason = MaskExpression.IsTooLarge(pattern) ? MaskMessages.ExpressionTooLarge : MaskMessages.ExpressionGoesBack;
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(reason, name), e);
        }
        catch (ArgumentException e)
        {
            throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest, Localized.Format(MaskMessages.ExpressionInvalid, name, e.Message), e);
        }
    }
}
