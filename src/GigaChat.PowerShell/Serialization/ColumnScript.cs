using System.Management.Automation.Language;

namespace GigaChat.Commands.Serialization;

/// <summary>A property that a view shows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsWhole">The view shows it as it is; otherwise something computed from it, such as its share or its length.</param>
internal readonly record struct ShownProperty(string Name, bool IsWhole);

/// <summary>
/// The properties that the script of a column reads. The script is parsed and never run: its result is text for a screen, in the user's
/// culture, and it would see the caller's strict mode and preferences.
/// </summary>
internal static class ColumnScript
{
    /// <summary>The properties of <c>$_</c> in the order of their first use.</summary>
    public static IEnumerable<ShownProperty> FindProperties(string script)
    {
        ScriptBlockAst ast = Parser.ParseInput(script, out _, out ParseError[] errors);
        if (errors.Length > 0)
            return [];
        return ast.FindAll(static node => node is MemberExpressionAst, searchNestedScriptBlocks: false)
            .Cast<MemberExpressionAst>()
            .Where(static member => member is not InvokeMemberExpressionAst && !member.Static && IsItem(member.Expression))
            .Select(static member => (Name: (member.Member as StringConstantExpressionAst)?.Value, IsWhole: IsResult(member)))
            .Where(static found => found.Name is not null)
            .GroupBy(static found => found.Name!, StringComparer.OrdinalIgnoreCase)
            .Select(static uses => new ShownProperty(uses.Key, uses.Any(static use => use.IsWhole)));
    }

    private static bool IsItem(ExpressionAst expression)
        => expression is VariableExpressionAst { VariablePath.UserPath: "_" or "PSItem" };

    // A statement of its own, whose value the column shows; not the condition of an if.
    private static bool IsResult(MemberExpressionAst member)
        => member.Parent is CommandExpressionAst { Parent: PipelineAst { PipelineElements.Count: 1 } pipeline }
            && pipeline.Parent is NamedBlockAst or StatementBlockAst;
}
