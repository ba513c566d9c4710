using System.Management.Automation;
using System.Management.Automation.Host;

namespace GigaChat.Commands.Markdown;

/// <summary>What a host shows text on.</summary>
/// <param name="IsRedirected">No screen, but a file or another program: it gets text as it came.</param>
/// <param name="Width">The width in characters; 0 where there is none.</param>
/// <param name="Palette">The sequences for styles; null where none are wanted.</param>
internal sealed record Screen(bool IsRedirected, int Width, AnsiPalette? Palette)
{
    /// <summary>Plain text on screens, for readers and for terminals that cannot show styles.</summary>
    public const string PlainVariable = "GIGACHAT_PLAIN";

    /// <summary>Looks at a host.</summary>
    /// <param name="host">The host; null for one that is unknown.</param>
    /// <param name="style"><c>$PSStyle</c>, whose OutputRendering decides; null in a PowerShell without it.</param>
    public static Screen Of(PSHost? host, object? style)
    {
        bool isRedirected = host?.Name == "ConsoleHost" && Console.IsOutputRedirected;
        string? rendering = Read(style, "OutputRendering");
        bool isPlain = rendering == "PlainText" || Environment.GetEnvironmentVariable(PlainVariable) == "1"
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        bool hasStyles = !isPlain && (rendering == "Ansi" || (!isRedirected && host?.UI is { SupportsVirtualTerminal: true }));
        return new Screen(isRedirected && !hasStyles, FindWidth(host), hasStyles ? new AnsiPalette(path => Read(style, path)) : null);
    }

    private static string? Read(object? style, params string[] path)
    {
        foreach (string name in path)
            style = style is null ? null : PSObject.AsPSObject(style).Properties[name]?.Value;
        return style?.ToString();
    }

    private static int FindWidth(PSHost? host)
    {
        try
        {
            return host?.UI?.RawUI?.BufferSize.Width ?? 0;
        }
        catch (Exception e) when (e is HostException or NotImplementedException or IOException or PlatformNotSupportedException)
        {
            // A host without a screen.
            return 0;
        }
    }
}
