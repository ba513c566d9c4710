using System.Text.Json;
using System.Text.Json.Nodes;

namespace GigaChat.Emulator.Control;

/// <summary>Changes some settings and keeps the others.</summary>
internal static class SettingsPatch
{
    /// <summary>A copy of the settings with the members of <paramref name="patch"/> in place of its own.</summary>
    /// <exception cref="JsonException">The patch has an unknown member, or a value that does not fit.</exception>
    public static EmulatorSettings Apply(EmulatorSettings settings, JsonObject patch)
    {
        var merged = JsonSerializer.SerializeToNode(settings, ControlJson.Readable.EmulatorSettings)!.AsObject();
        foreach (var (name, value) in patch)
            merged[name] = value?.DeepClone();
        return merged.Deserialize(ControlJson.Readable.EmulatorSettings)!;
    }
}
