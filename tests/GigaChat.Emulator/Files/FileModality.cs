namespace GigaChat.Emulator.Files;

/// <summary>The kinds that have limits of their own.</summary>
internal enum FileModality
{
    Text,
    Image,
    Audio,

    /// <summary>A 3D model; comes from the service alone.</summary>
    Model,
}
