using GigaChat.Wire;
using GigaChat.Wire.V2;

namespace GigaChat.Chat.V2;

/// <summary>Writes <c>tools</c> and <c>tool_config</c>.</summary>
internal static class ToolMapper
{
    /// <summary>The tool that holds the functions of the user.</summary>
    public const string FunctionsTool = "functions";

    /// <summary>The tools of a request: the user's functions in one, each built-in one by itself; null for none.</summary>
    public static IReadOnlyList<Dictionary<string, ToolPayload>>? ToPayload(
        IReadOnlyList<string>? tools, IReadOnlyList<GigaChatFunction>? functions)
    {
        List<Dictionary<string, ToolPayload>> payload = [];
        FunctionPayload[] own = [.. (functions ?? []).Where(static one => ToolOf(one.Name) is null).Select(static one => one.ToPayload())];
        if (own.Length > 0)
            payload.Add(NewTool(FunctionsTool, new ToolPayload { Specifications = own }));
        IEnumerable<string> named = (functions ?? []).Select(static one => ToolOf(one.Name)).OfType<string>()
            .Where(static one => one.Length > 0);
        foreach (string tool in (tools ?? []).Concat(named).Distinct(StringComparer.Ordinal))
            payload.Add(NewTool(tool, new ToolPayload()));
        return payload.Count > 0 ? payload : null;
    }

    /// <summary>
    /// A choice that forces something counts for the first request only: kept in those that carry results, it would make the model call
    /// again (CAS, PY-NEW).
    /// </summary>
    public static ToolConfigPayload? ToConfig(ChatTurn turn)
    {
        string? choice = turn.Request.FunctionChoice;
        if (choice is null or FunctionChoice.Auto)
            return null;
        if (choice == FunctionChoice.None)
            return new ToolConfigPayload { Mode = "none" };
        if (!turn.IsFirst)
            return null;
        if (choice == FunctionChoice.Any)
            return new ToolConfigPayload { Mode = "any" };
        string? tool = turn.Request.Tools?.Contains(choice, StringComparer.Ordinal) == true ? choice : ToolOf(choice);
        return tool is { Length: > 0 }
            ? new ToolConfigPayload { Mode = "forced", ToolName = tool }
            : new ToolConfigPayload { Mode = "forced", FunctionName = choice };
    }

    /// <summary>
    /// The tool that a function of the service's in version 1 is in version 2; empty for one that needs no naming there; null for a
    /// function of the user's.
    /// </summary>
    private static string? ToolOf(string function) => function switch
    {
        "text2image" => ChatTool.ImageGeneration,
        "text2model3d" => ChatTool.Model3D,
        "get_file_content" => "",
        _ => null,
    };

    private static Dictionary<string, ToolPayload> NewTool(string name, ToolPayload payload) => new() { [name] = payload };
}
