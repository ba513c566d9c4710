using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>The module's names of the service's built-in tools.</summary>
internal static class ToolName
{
    private const int MaxNameLength = 100;

    private static readonly (string Name, string Service)[] Known =
    [
        ("WebSearch", ChatTool.WebSearch),
        ("UrlContent", ChatTool.UrlContent),
        ("CodeInterpreter", ChatTool.CodeInterpreter),
        ("ImageGeneration", ChatTool.ImageGeneration),
        ("Model3D", ChatTool.Model3D),
    ];

    /// <summary>The names, as -Tool takes them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(static tool => tool.Name)];

    /// <summary>The service's name; a name that is not known goes out as it is, because new tools come.</summary>
    public static string ToService(string name)
        => Known.FirstOrDefault(tool => tool.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Service: { } service }
            ? service
            : name;

    /// <summary>What is shown while a tool is at work.</summary>
    public static string Describe(string service) => service switch
    {
        ChatTool.WebSearch => CmdletMessages.ToolWebSearch,
        ChatTool.UrlContent => CmdletMessages.ToolUrlContent,
        ChatTool.CodeInterpreter => CmdletMessages.ToolCodeInterpreter,
        ChatTool.ImageGeneration => CmdletMessages.ToolImageGeneration,
        ChatTool.Model3D => CmdletMessages.ToolModel3D,
        // On one line: it could look like the next prompt.
        _ => VisibleText.OneLine(service, MaxNameLength),
    };
}
