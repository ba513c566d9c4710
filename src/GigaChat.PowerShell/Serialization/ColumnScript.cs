using System.Management.Automation.Language;

namespace GigaChat.Commands.Serialization;

/// <summary>A property that a view shows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsWhole">The view shows it as it is; otherwise something computed from it, such as its share or its length.</param>
/// <param name="Member">The one member of its value that the view shows as it is; null for the value itself, or what is computed.</param>
internal readonly record struct ShownProperty(string Name, bool IsWhole, string? Member = null);

/// <summary>
/// The properties that the script of a column reads. The script is parsed and never run: its result is text for a screen, in the user's
/// culture, and it would see the caller's strict mode and preferences.
/// </summary>
internal static class ColumnScript
{
    private static readonly string[] WholeTextMethods
        = ["ToString", "ToUpper", "ToLower", "ToUpperInvariant", "ToLowerInvariant", "Trim", "TrimStart", "TrimEnd"];

    /// <summary>The properties of <c>$_</c> in the order of their first use.</summary>
    public static IEnumerable<ShownProperty> FindProperties(string script)
    {
        ScriptBlockAst ast = Parser.ParseInput(script, out _, out ParseError[] errors);
        if (errors.Length > 0)
            return [];
        return ast.FindAll(static node => node is MemberExpressionAst or IndexExpressionAst, searchNestedScriptBlocks: false)
            .Select(static node => node is IndexExpressionAst cell ? FromCell(cell) : FromMember((MemberExpressionAst)node))
            .OfType<ShownProperty>()
            .GroupBy(static found => found.Name, StringComparer.OrdinalIgnoreCase)
            .Select(static uses => uses.OrderByDescending(static use => use.IsWhole).ThenByDescending(static use => use.Member).First());
    }

    private static ShownProperty? FromMember(MemberExpressionAst member)
    {
        if (member is InvokeMemberExpressionAst || member.Static || !IsItem(member.Expression) || NameOf(member) is not { } name)
            return null;
        if (member.Parent is MemberExpressionAst inner and not InvokeMemberExpressionAst && inner.Expression == member)
            return new ShownProperty(name, IsWhole: false, IsResult(inner) ? NameOf(inner) : null);
        return new ShownProperty(name, IsResult(member));
    }

    // The views of this module: [GigaChat.Commands.Cell]::Text[$_, 'Name'].
    private static ShownProperty? FromCell(IndexExpressionAst cell)
        => cell is
        {
            Target: MemberExpressionAst { Static: true, Expression: TypeExpressionAst type },
            Index: ArrayLiteralAst { Elements: [{ } item, StringConstantExpressionAst { Value: var name }, ..] },
        } && type.TypeName.FullName == typeof(Cell).FullName && IsItem(item)
            ? new ShownProperty(name, IsWhole: true)
            : null;

    private static string? NameOf(MemberExpressionAst member) => (member.Member as StringConstantExpressionAst)?.Value;

    private static bool IsItem(ExpressionAst expression)
        => expression is VariableExpressionAst { VariablePath.UserPath: "_" or "PSItem" };

    // Whether the column shows the value, perhaps among other text or in other case; not where it is a condition, or where a part of it
    // is shown.
    private static bool IsResult(Ast expression) => expression.Parent switch
    {
        ParenExpressionAst or SubExpressionAst or ExpandableStringExpressionAst or ConvertExpressionAst => IsResult(expression.Parent),
        BinaryExpressionAst { Operator: TokenKind.Plus or TokenKind.Format } text => IsResult(text),
        ArrayLiteralAst { Parent: BinaryExpressionAst { Operator: TokenKind.Format } text } => IsResult(text),
        InvokeMemberExpressionAst call => call.Expression == expression && IsWholeText(call) && IsResult(call),
        CommandExpressionAst { Parent: PipelineAst { PipelineElements.Count: 1 } pipeline } => pipeline.Parent switch
        {
            NamedBlockAst => true,
            StatementBlockAst { Parent: SubExpressionAst text } => IsResult(text),
            StatementBlockAst => true,
            ParenExpressionAst text => IsResult(text),
            _ => false,
        },
        _ => false,
    };

    private static bool IsWholeText(InvokeMemberExpressionAst call)
        => call.Member is StringConstantExpressionAst { Value: { } method } && call.Arguments is null or { Count: 0 }
            && WholeTextMethods.Contains(method, StringComparer.OrdinalIgnoreCase);
}
