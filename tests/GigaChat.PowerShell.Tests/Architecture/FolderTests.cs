namespace GigaChat.Tests.Architecture;

/// <summary>
/// Folders use each other in one direction. A circle makes its folders one: none can be read, tested or changed without the others.
/// </summary>
public class FolderTests
{
    // From the bottom to the top: a folder uses its own layer's folders and those of the layers above it in this list.
    private static readonly string[][] ClientLayers =
    [
        ["Resources"],
        ["Core"],
        ["Wire", "Trust"],
        ["Http"],
        ["Authentication"],
        ["Models", "Embeddings", "Files", "Functions", "Usage", "AICheck", "Chat", "Batches", "Rest"],
        [SourceProject.RootFolder],
        ["Diagnosis"],
    ];

    private const int MaxInternals = 40;

    [Theory]
    [InlineData("GigaChat.Client")]
    [InlineData("GigaChat.TrustStores")]
    [InlineData("GigaChat.PowerShell")]
    public void Folders_form_no_circle(string project) => Assert.Empty(FindCircles(SourceProject.Read(project)));

    [Fact]
    public void The_layers_of_the_client_use_only_what_is_below_them()
    {
        IReadOnlyDictionary<(string From, string To), SortedSet<string>> uses = SourceProject.Read("GigaChat.Client").FindUses();
        Assert.Empty(
            uses.Keys.SelectMany(static use => new[] { use.From, use.To }).Distinct()
                .Except(ClientLayers.SelectMany(static layer => layer)));
        Assert.Empty(uses.Where(static use => LayerOf(use.Key.To) > LayerOf(use.Key.From)).Select(Describe));
        Assert.True(uses.Count > 20, "So few folders use each other that the sources cannot have been understood.");
    }

    [Fact]
    public void A_circle_is_found_over_several_folders_and_through_members()
    {
        var project = SourceProject.Parse(
            ("A/First.cs", "class First { internal void Run() => new Second().Go(); }"),
            ("B/Second.cs", "class Second { internal void Go() => Third.Name.Trim(); }"),
            ("C/Third.cs", "static class Third { internal static string Name => nameof(First); }"),
            ("D/Fourth.cs", "class Fourth : First { }"));
        string circle = Assert.Single(FindCircles(project));
        Assert.StartsWith("A, B, C: ", circle, StringComparison.Ordinal);
        Assert.Contains("B -> C (Second uses Third)", circle, StringComparison.Ordinal);
    }

    [Fact]
    public void The_client_and_the_trust_stores_know_nothing_of_PowerShell()
    {
        foreach (Type type in (Type[])[typeof(GigaChatConnection), typeof(TrustStores.TrustStoreCatalog)])
            Assert.DoesNotContain(
                type.Assembly.GetReferencedAssemblies(),
                static name => name.Name is "System.Management.Automation" or "GigaChat.PowerShell");
    }

    /// <summary>
    /// To the cmdlets the client is a library, as it is to other programs: what they need of it is public, apart from few helpers for
    /// texts, files and limits.
    /// </summary>
    [Fact]
    public void The_cmdlets_use_few_internals_of_the_client()
    {
        IReadOnlyCollection<string> found = SourceProject.Read("GigaChat.PowerShell").FindInternals("GigaChat.Client");
        Assert.Contains("VisibleText.OneLine(string?, int)", found);
        Assert.True(found.Count < MaxInternals, $"{found.Count}: {string.Join(", ", found)}");
    }

    private static int LayerOf(string folder) => Array.FindIndex(ClientLayers, layer => layer.Contains(folder));

    private static string Describe(KeyValuePair<(string From, string To), SortedSet<string>> use)
        => $"{use.Key.From} -> {use.Key.To} ({string.Join(", ", use.Value)})";

    // Folders that reach themselves over others, each group once, with the uses that close it.
    private static IEnumerable<string> FindCircles(SourceProject project)
    {
        IReadOnlyDictionary<(string From, string To), SortedSet<string>> uses = project.FindUses();
        ILookup<string, string> next = uses.Keys.ToLookup(static use => use.From, static use => use.To);
        Dictionary<string, HashSet<string>> reach = uses.Keys.Select(static use => use.From).Distinct()
            .ToDictionary(static folder => folder, folder => Reach(folder, next));
        return reach.Keys.Where(folder => reach[folder].Contains(folder))
            .Select(folder => reach[folder].Where(other => reach.GetValueOrDefault(other)?.Contains(folder) == true)
                .Order(StringComparer.Ordinal).ToArray())
            .DistinctBy(static group => string.Join(", ", group))
            .Select(group => $"{string.Join(", ", group)}: {string.Join("; ", FindUsesWithin(group, uses).Select(Describe))}");
    }

    private static IEnumerable<KeyValuePair<(string From, string To), SortedSet<string>>> FindUsesWithin(
        string[] group, IReadOnlyDictionary<(string From, string To), SortedSet<string>> uses)
        => uses.Where(use => group.Contains(use.Key.From) && group.Contains(use.Key.To));

    private static HashSet<string> Reach(string folder, ILookup<string, string> next)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>(next[folder]);
        while (open.TryPop(out string? current))
        {
            if (seen.Add(current))
            {
                foreach (string further in next[current])
                    open.Push(further);
            }
        }
        return seen;
    }
}
