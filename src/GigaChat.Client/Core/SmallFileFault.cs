namespace GigaChat.Core;

/// <summary>Why <see cref="SmallFile"/> cannot read a file.</summary>
internal enum SmallFileFault
{
    /// <summary>The path is a folder.</summary>
    Folder,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>It has more than <see cref="SmallFile.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>The system refuses or fails to read it.</summary>
    Unreadable,
}
