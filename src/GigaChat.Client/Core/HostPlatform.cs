namespace GigaChat.Core;

/// <summary>The kinds of system whose stores differ.</summary>
internal enum HostPlatform
{
    /// <summary>Any Linux.</summary>
    Linux,

    /// <summary>Windows.</summary>
    Windows,

    /// <summary>macOS.</summary>
    MacOS,
}
