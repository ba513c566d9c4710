namespace GigaChat.Commands.Serialization;

/// <summary>The parameters of a cmdlet that decide how its objects become text.</summary>
internal static class SerializerParameters
{
    /// <summary>A serializer as -Property, -Depth and -Encoding ask for it.</summary>
    public static ObjectSerializer CreateSerializer(this TextFileCommand cmdlet) => new(new SerializationOptions
    {
        Properties = cmdlet.Property,
        Depth = cmdlet.Depth,
        Encoding = cmdlet.Encoding,
        Location = cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath,
        Warn = cmdlet.WriteWarning,
    });
}
