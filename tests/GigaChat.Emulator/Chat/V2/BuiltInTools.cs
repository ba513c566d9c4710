using System.Text.RegularExpressions;

namespace GigaChat.Emulator.Chat.V2;

/// <summary>When the model uses the service's own tools. The patterns stand for its choice.</summary>
internal static partial class BuiltInTools
{
    public const string WebSearch = "web_search";
    public const string ImageGenerate = "image_generate";
    public const string Model3D = "model_3d_generate";

    /// <summary>The tools that this question makes the model use, in their order.</summary>
    public static IReadOnlyList<string> UsedFor(ToolOffer offer, string question)
    {
        if (offer.Mode == "none" || offer.ForcedFunction is not null || offer.Mode == "any")
            return [];
        // A search was forced for a greeting, and not made (LIVE).
        if (offer.ForcedTool is { } forced)
            return Greeting().IsMatch(question) ? [] : [forced];
        return [.. offer.BuiltIn.Where(tool => IsWanted(tool, question)).Order(StringComparer.Ordinal)];
    }

    private static bool IsWanted(string tool, string question) => tool switch
    {
        WebSearch => Search().IsMatch(question),
        "url_content_extraction" => Address().IsMatch(question),
        "code_interpreter" => Calculation().IsMatch(question),
        ImageGenerate => Picture().IsMatch(question),
        Model3D => Model().IsMatch(question),
        _ => false,
    };

    [GeneratedRegex(@"^\s*(привет|здравствуй|hello|hi)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"найди|поищи|новост|search|news|CVE", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Search();

    [GeneratedRegex(@"https?://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"посчитай|вычисли|calculate|compute", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Calculation();

    [GeneratedRegex(@"нарису|изобраз|рисунок|draw|picture", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Picture();

    [GeneratedRegex(@"3D", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Model();
}
