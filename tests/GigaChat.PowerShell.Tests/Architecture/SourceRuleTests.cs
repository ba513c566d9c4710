using System.Text.RegularExpressions;

namespace GigaChat.Tests.Architecture;

/// <summary>What only one place of the sources may do, because its risk is looked after there.</summary>
public partial class SourceRuleTests
{
    private static readonly string Cmdlets = Path.Combine(RepositoryFolder.Path, "src", "GigaChat.PowerShell");

    /// <summary>
    /// A script block of the module runs in the caller's scope: its strict mode, preferences and functions take part. The call of a
    /// function that the model asks for is meant to. What a view writes past PowerShell's formatting goes by Write-Host, named with its
    /// module and with nothing that they decide on, because text that reaches the host in another way is missing from transcripts.
    /// </summary>
    [Fact]
    public void Only_the_call_of_a_function_and_wide_text_on_the_screen_are_scripts()
        => Assert.Equal(["FunctionInvoker.cs", "ReplyView.cs"], FindFiles(ScriptPattern()).Order(StringComparer.Ordinal));

    /// <summary>Members that are not public change without notice; PowerShellInternals.Tests.ps1 tests those that are read.</summary>
    [Fact]
    public void Only_PowerShellInternals_reads_members_that_are_not_public()
        => Assert.Equal(["PowerShellInternals.cs"], FindFiles(NonPublicPattern()));

    [Theory]
    [InlineData("ScriptBlock.Create(\"x\")", true)]
    [InlineData("InvokeCommand.InvokeScript(\"x\")", true)]
    [InlineData("shell.AddScript(\"x\")", true)]
    [InlineData("block.Invoke()", false)]
    public void A_script_is_found(string code, bool isFound) => Assert.Equal(isFound, ScriptPattern().IsMatch(code));

    private static string[] FindFiles(Regex pattern)
    {
        string[] sources =
        [
            .. Directory.EnumerateFiles(Cmdlets, "*.cs", SearchOption.AllDirectories)
                .Where(static file => Path.GetRelativePath(Cmdlets, file).Split('/', '\\')[0] is not ("obj" or "bin")),
        ];
        Assert.True(sources.Length > 50, "The sources were not found.");
        return [.. sources.Where(file => pattern.IsMatch(File.ReadAllText(file))).Select(static file => Path.GetFileName(file)).Order()];
    }

    [GeneratedRegex(@"ScriptBlock\.Create\(|NewScriptBlock\(|\.InvokeScript\(|\.AddScript\(")]
    private static partial Regex ScriptPattern();

    [GeneratedRegex(@"BindingFlags\.NonPublic")]
    private static partial Regex NonPublicPattern();
}
