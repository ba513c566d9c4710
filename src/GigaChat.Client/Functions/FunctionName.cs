using System.Text.RegularExpressions;

namespace GigaChat.Functions;

/// <summary>Names of functions: the service takes Latin letters, digits, <c>_</c>, <c>-</c> and <c>.</c> after a Latin letter.</summary>
internal static partial class FunctionName
{
    private static readonly HashSet<string> BuiltIn = new(StringComparer.Ordinal) { "text2image", "text2model3d", "get_file_content" };

    public static bool IsValid(string? name) => name is not null && Valid().IsMatch(name);

    /// <summary>The service carries these out itself, and wants no description of them.</summary>
    public static bool IsBuiltIn(string name) => BuiltIn.Contains(name);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.\-]*\z")]
    private static partial Regex Valid();
}
