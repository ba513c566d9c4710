using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GigaChat.Tests.Architecture;

/// <summary>
/// The sources of one project, and which of its folders uses which. Read from the sources, because the public types of all folders share
/// one namespace and a compiled assembly does not show folders.
/// </summary>
internal sealed class SourceProject
{
    /// <summary>The name of the folder of files that lie beside the project file.</summary>
    public const string RootFolder = "(root)";

    private readonly string _path;
    private readonly CSharpCompilation _compilation;

    private SourceProject(string path, CSharpCompilation compilation) => (_path, _compilation) = (path, compilation);

    /// <summary>Parses a project below <c>src</c>, with the text classes that its build has generated.</summary>
    public static SourceProject Read(string name)
    {
        string path = Path.Combine(RepositoryFolder.Path, "src", name);
        string[] generated = Directory.GetFiles(Path.Combine(path, "obj"), "*Messages.Designer.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(generated);
        IEnumerable<string> files = Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
            .Where(file => FolderOf(path, file) is not ("obj" or "bin"))
            .Concat(generated.DistinctBy(Path.GetFileName));
        return new(path, Compile(name, files.Select(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file))));
    }

    /// <summary>A project of sources that are given, each with its path within the project.</summary>
    public static SourceProject Parse(params (string File, string Text)[] sources)
        => new("/", Compile("Sample", sources.Select(static source => CSharpSyntaxTree.ParseText(source.Text, path: "/" + source.File))));

    /// <summary>Each use of a folder by another, with the types that make it.</summary>
    public IReadOnlyDictionary<(string From, string To), SortedSet<string>> FindUses()
    {
        var uses = new Dictionary<(string From, string To), SortedSet<string>>();
        foreach (SyntaxTree tree in _compilation.SyntaxTrees.Where(tree => FolderOf(_path, tree.FilePath) != "obj"))
        {
            SemanticModel model = _compilation.GetSemanticModel(tree);
            string from = FolderOf(_path, tree.FilePath);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (FindFolder(model, name) is not { } to || to.Folder == from || IsForwarded(name))
                    continue;
                if (!uses.TryGetValue((from, to.Folder), out SortedSet<string>? types))
                    uses[(from, to.Folder)] = types = [];
                types.Add($"{Path.GetFileNameWithoutExtension(tree.FilePath)} uses {to.Type}");
            }
        }
        return uses;
    }

    /// <summary>The calls of methods that a condition is true of: the class that calls, and the method's name.</summary>
    public IEnumerable<(string Caller, string Method)> FindCalls(Func<IMethodSymbol, bool> condition)
    {
        foreach (SyntaxTree tree in _compilation.SyntaxTrees.Where(tree => FolderOf(_path, tree.FilePath) != "obj"))
        {
            SemanticModel model = _compilation.GetSemanticModel(tree);
            foreach (InvocationExpressionSyntax call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (model.GetSymbolInfo(call).Symbol is IMethodSymbol method && condition(method))
                    yield return (call.FirstAncestorOrSelf<TypeDeclarationSyntax>()!.Identifier.Text, method.Name);
            }
        }
    }

    /// <summary>
    /// The types and members of another assembly that are used though they are not public, each once; without generated classes of texts.
    /// </summary>
    public IReadOnlyCollection<string> FindInternals(string assembly)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (SyntaxTree tree in _compilation.SyntaxTrees.Where(tree => FolderOf(_path, tree.FilePath) != "obj"))
        {
            SemanticModel model = _compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (FindSymbol(model, name) is { } symbol && symbol.ContainingAssembly?.Name == assembly && !IsPublic(symbol))
                    found.Add(symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
            }
        }
        return found;
    }

    private static ISymbol? FindSymbol(SemanticModel model, SimpleNameSyntax name)
    {
        ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
        symbol = ((symbol as IMethodSymbol)?.ReducedFrom ?? symbol)?.OriginalDefinition;
        INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        // A named argument names a parameter, which is a part of its method.
        return type is null || symbol is IParameterSymbol || type.Name.EndsWith("Messages", StringComparison.Ordinal) ? null : symbol;
    }

    private static bool IsPublic(ISymbol symbol)
        => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
            && (symbol.ContainingType is null || IsPublic(symbol.ContainingType));

    private (string Folder, string Type)? FindFolder(SemanticModel model, SimpleNameSyntax name)
    {
        ISymbol? symbol = model.GetSymbolInfo(name).Symbol ?? model.GetTypeInfo(name).Type;
        INamedTypeSymbol? type = (symbol as INamedTypeSymbol ?? symbol?.ContainingType)?.OriginalDefinition;
        string? file = type?.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath;
        return file is null || FolderOf(_path, file) == "obj" ? null : (FolderOf(_path, file), type!.Name);
    }

    // [assembly: TypeForwardedTo(typeof(X))] names types of the client for PowerShell and uses none of them.
    private static bool IsForwarded(SimpleNameSyntax name) => name.FirstAncestorOrSelf<AttributeListSyntax>() is { Target: not null };

    private static string FolderOf(string project, string file)
    {
        string relative = Path.GetRelativePath(project, file).Replace('\\', '/');
        return relative.Contains('/', StringComparison.Ordinal) ? relative[..relative.IndexOf('/', StringComparison.Ordinal)] : RootFolder;
    }

    private static CSharpCompilation Compile(string name, IEnumerable<SyntaxTree> trees)
    {
        const string Usings
            = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
            + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";
        string? powerShell = typeof(SourceProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static attribute => attribute.Key == "PowerShellReference").Value;
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(Usings, path: "/obj/Usings.cs"), .. trees],
            // The project itself is there as an assembly, too, and its types would be found twice.
            platform.Append(powerShell!).Where(path => Path.GetFileNameWithoutExtension(path) != name)
                .Select(static path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }
}
