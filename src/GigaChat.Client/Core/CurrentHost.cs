namespace GigaChat.Core;

/// <summary>The machine that this process runs on.</summary>
internal static class CurrentHost
{
    /// <summary>Its operating system; any other Unix counts as Linux.</summary>
    public static HostPlatform Platform { get; }
        = OperatingSystem.IsWindows() ? HostPlatform.Windows : OperatingSystem.IsMacOS() ? HostPlatform.MacOS : HostPlatform.Linux;
}
