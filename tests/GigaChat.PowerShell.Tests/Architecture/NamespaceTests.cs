using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GigaChat.Tests.Architecture;

/// <summary>
/// Public types are in the root namespace of their library, whatever their folder, because scripts, views and error ids name them.
/// All others are in the namespace of their folder, where a reader looks for them.
/// </summary>
public class NamespaceTests
{
    [Theory]
    [InlineData("GigaChat.Client", "GigaChat")]
    [InlineData("GigaChat.TrustStores", "GigaChat.TrustStores")]
    [InlineData("GigaChat.Index", "GigaChat.Index")]
    [InlineData("GigaChat.PowerShell", "GigaChat.Commands")]
    [InlineData("GigaChat.Loader", "GigaChat.Loader")]
    public void Types_are_in_the_namespace_of_their_folder_or_public_in_the_root(string project, string root)
    {
        string path = Path.Combine(RepositoryFolder.Path, "src", project);
        string[] sources =
        [
            .. Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(path, file))
                .Where(static file => file.Split('/', '\\')[0] is not ("obj" or "bin")),
        ];
        Assert.NotEmpty(sources);
        Assert.Empty(sources.SelectMany(file => FindMisplaced(path, file, root)));
    }

    [Theory]
    [InlineData("namespace GigaChat.Http; internal class A;", true)]
    [InlineData("namespace GigaChat; public class A;", true)]
    [InlineData("namespace GigaChat; internal class A;", false)]
    [InlineData("namespace GigaChat.Http; public class A;", false)]
    [InlineData("namespace GigaChat.Chat; internal class A;", false)]
    [InlineData("class A;", false)]
    public void A_type_elsewhere_is_found(string text, bool isRight)
        => Assert.Equal(isRight, !FindMisplaced("Http/A.cs", Parse(text), "GigaChat").Any());

    private static IEnumerable<string> FindMisplaced(string path, string file, string root)
        => FindMisplaced(file, Parse(File.ReadAllText(Path.Combine(path, file))), root);

    private static IEnumerable<string> FindMisplaced(string file, CompilationUnitSyntax source, string root)
    {
        string folder = string.Join('.', (Path.GetDirectoryName(file) ?? "").Split('/', '\\').Where(static part => part.Length > 0));
        string internals = folder.Length == 0 ? root : $"{root}.{folder}";
        foreach (MemberDeclarationSyntax type in source.DescendantNodes().OfType<MemberDeclarationSyntax>().Where(IsOutermostType))
        {
            string actual = type.Parent is BaseNamespaceDeclarationSyntax space ? space.Name.ToString() : "";
            bool isPublic = type.Modifiers.Any(SyntaxKind.PublicKeyword);
            if (actual != (isPublic ? root : internals))
                yield return $"{file}: {actual}";
        }
    }

    private static CompilationUnitSyntax Parse(string text)
        => CSharpSyntaxTree.ParseText(text, cancellationToken: Cancellation).GetCompilationUnitRoot(Cancellation);

    private static bool IsOutermostType(MemberDeclarationSyntax node)
        => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && node.Parent is not BaseTypeDeclarationSyntax;
}
