using System.Collections.Frozen;

namespace GigaChat.Emulator.Files;

/// <summary>The content types the service takes, under its own names, and how large each may be.</summary>
internal static class FileTypes
{
    private const int Megabyte = 1 << 20;

    private static readonly FrozenDictionary<string, (FileModality Modality, int Limit)> All = Make(
        (FileModality.Text, 40 * Megabyte,
        [
            "text/plain", "application/msword", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/pdf",
            "application/epub", "application/ppt", "application/pptx", "application/vnd.ms-excel",
        ]),
        (FileModality.Image, 15 * Megabyte, ["image/jpeg", "image/png", "image/tiff", "image/bmp"]),
        (FileModality.Audio, 35 * Megabyte,
        [
            "audio/mp4", "audio/mp3", "audio/x-m4a", "audio/x-wav", "audio/wave", "audio/wav",
        "audio/x-pn-wav", "audio/webm", "audio/x-ogg", "audio/opus",
        ]));

    public static (FileModality Modality, int Limit)? Find(string mediaType) => All.TryGetValue(mediaType, out var type) ? type : null;

    private static FrozenDictionary<string, (FileModality, int)> Make(params (FileModality Modality, int Limit, string[] Types)[] groups) =>
        groups.SelectMany(group => group.Types.Select(type => (type, (group.Modality, group.Limit))))
            .ToFrozenDictionary(pair => pair.type, pair => pair.Item2, StringComparer.Ordinal);
}
