using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GigaChat.Tests.Architecture;

/// <summary>
/// Texts of the model, of files and of tools meet regular expressions. One that goes back over what it has read takes hours for some
/// hundred thousand characters, on a thread that nothing can stop.
/// </summary>
public class RegularExpressionTests
{
    private const int Length = 100_000;

    // A linear one takes a few milliseconds, a quadratic one half a minute and more.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // Those that may go back, with the reason why they do not go far.
    private static readonly Dictionary<string, string> Backtracking = new()
    {
        ["BodyPreview.Encoded"] = "one class of characters; previews have 8,000 of them",
        ["CertificateFile.PemBlock"] = "a back reference; what may repeat stops at a hyphen, and files have 1 MB at most",
        ["CommandHelp.Spaces"] = "one class of characters",
        ["ContextLimit.Number"] = "lookarounds, of one character each, around 12 digits at most; only this engine has them",
        ["EmbeddingsEndpoint.IndexPattern"] = "a limited number of digits",
        ["EmbeddingsEndpoint.TokensPattern"] = "digits between fixed texts",
        ["FunctionName.Valid"] = "anchored, one class of characters",
        ["KeychainStore.HashLine"] = "a fixed number of digits",
        ["NameText.FileForm"] = "only at the beginning, and no two parts take the same characters; each Connect-GigaChat needs it, and "
            + "making one without backtracking compiles 170 methods",
        ["TunnelError.StatusInWords"] = "a fixed number of digits; from the right, which only this engine does",
    };

    public static TheoryData<string> Names => [.. Expressions.Keys.Order(StringComparer.Ordinal)];

    // From the sources: what the module's assembly needs of PowerShell is not there in these tests.
    private static Dictionary<string, Regex> Expressions { get; } = Sources()
        .SelectMany(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes()
            .OfType<MethodDeclarationSyntax>())
        .Select(static method => (Method: method, Attribute: method.AttributeLists.SelectMany(static list => list.Attributes)
            .FirstOrDefault(static attribute => attribute.Name.ToString() == "GeneratedRegex")))
        .Where(static found => found.Attribute is not null)
        .ToDictionary(
            static found => $"{((TypeDeclarationSyntax)found.Method.Parent!).Identifier}.{found.Method.Identifier}",
            static found => Read(found.Attribute!.ArgumentList!.Arguments));

    [Fact]
    public void Each_expression_is_linear_or_says_why_it_need_not_be()
        => Assert.Equal(
            Backtracking.Keys.Order(StringComparer.Ordinal),
            Expressions.Where(static pair => !pair.Value.Options.HasFlag(RegexOptions.NonBacktracking)).Select(static pair => pair.Key)
                .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_text_takes_an_expression_long(string name)
    {
        Regex expression = Expressions[name];
        foreach (string text in HostileTexts(expression.ToString()))
        {
            // A match and a failure at each of its places, to the end.
            var matching = Task.Run(() => expression.Count(text), Cancellation);
            await matching.WaitAsync(Limit, Cancellation);
        }
    }

    // MaskExpression makes those of the rules for masking, and of the user: none that goes back. MaskRuleTests has their hostile texts.
    [Fact]
    public void Expressions_are_generated_and_so_found_by_these_tests()
        => Assert.DoesNotContain(
            Sources().Where(static file => Path.GetFileName(file) != "MaskExpression.cs"),
            static file => Regex.IsMatch(
                File.ReadAllText(file), @"new Regex\(|Regex\.(Match|Matches|IsMatch|Replace|Split|Count|EnumerateMatches)\("));

    private static IEnumerable<string> Sources()
        => Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"));

    private static Regex Read(SeparatedSyntaxList<AttributeArgumentSyntax> arguments)
    {
        string pattern = ((LiteralExpressionSyntax)arguments[0].Expression).Token.ValueText;
        RegexOptions options = arguments.Skip(1)
            .SelectMany(static argument => argument.DescendantNodes().OfType<MemberAccessExpressionSyntax>())
            .Aggregate(RegexOptions.None, static (all, option) => all | Enum.Parse<RegexOptions>(option.Name.ToString()));
        return new Regex(pattern, options);
    }

    private static IEnumerable<string> HostileTexts(string pattern)
    {
        string[] pieces =
        [
            " ", "\n", "\"", "'", "<", "-", "a", "9", ".", "A ", "<img src=\"", "<img ", " src=", " src=\" ", " cover='", "-----BEGIN ",
            "-----BEGIN A-----", "-----BEGIN CERTIFICATE-----", "Alias name: ", "Alias name: a\n", "SHA-256 hash: ", "for index ",
            "Max tokens: 1", Literals(pattern),
        ];
        foreach (string piece in pieces.Where(static piece => piece.Length > 0))
        {
            string text = Repeat(piece);
            yield return text;
            foreach (string start in (string[])["<img src=\"", "-----BEGIN A-----", "Alias name: a", Literals(pattern)])
                yield return string.Concat(start, text, ">");
        }
    }

    // The characters of a pattern that stand for themselves, which lead a text far into it.
    private static string Literals(string pattern) => Regex.Replace(pattern, @"\\.|\(\?<\w+>|\(\?:|[\\^$.|?*+()\[\]{}]", "");

    private static string Repeat(string piece) => string.Concat(Enumerable.Repeat(piece, Length / piece.Length));
}
