using System.Collections.Frozen;

namespace GigaChat.Index.Text;

/// <summary>What a file is by its name: text, Markdown, HTML and source code are indexed, others are not.</summary>
internal static class DocumentName
{
    private const string Markdown = "md|markdown|mdown|mkd|mdx|qmd|rmd";
    private const string Html = "html|htm|xhtml";

    private const string Text = "txt|text|log|csv|tsv|rst|adoc|asciidoc|org|tex|srt|vtt|po|ini|conf|cfg|config|properties|toml|yaml|yml|"
        + "json|jsonl|ndjson|xml|xsd|xsl|xslt|resx|reg|inf|service|timer|unit|desktop";

    private const string Source = "ps1|psm1|psd1|ps1xml|bat|cmd|sh|bash|zsh|fish|py|pyi|rb|pl|pm|lua|tcl|awk|sed|c|h|cc|cpp|cxx|hh|hpp|hxx|"
        + "cs|csproj|props|targets|sln|slnx|vb|fs|fsi|fsx|java|kt|kts|groovy|gradle|scala|clj|go|rs|swift|m|mm|dart|js|mjs|cjs|jsx|"
        + "ts|tsx|vue|svelte|css|scss|less|sql|r|jl|hs|ml|mli|ex|exs|erl|php|asm|s|tf|hcl|bicep|proto|graphql|cmake|mk|dockerfile|nix|bsl";

    // What has no ending and is text nevertheless.
    private static readonly FrozenSet<string> Names
        = ("readme|license|licence|copying|changelog|authors|contributing|notice|todo|makefile|dockerfile|jenkinsfile|vagrantfile|"
            + "gemfile|rakefile").Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, DocumentKind> Endings = new[]
    {
        (Markdown, DocumentKind.Markdown), (Html, DocumentKind.Html), (Text, DocumentKind.Text), (Source, DocumentKind.Text),
    }.SelectMany(static set => set.Item1.Split('|').Select(ending => KeyValuePair.Create("." + ending, set.Item2)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The kind of a file; null for one that is not indexed.</summary>
    public static DocumentKind? Find(string path)
    {
        string ending = Path.GetExtension(path);
        if (ending.Length > 0)
            return Endings.TryGetValue(ending, out DocumentKind kind) ? kind : null;
        return Names.Contains(Path.GetFileName(path)) ? DocumentKind.Text : null;
    }
}
