using System.Management.Automation;

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
        Location = LocationOf(cmdlet),
        Warn = cmdlet.WriteWarning,
    });

    // A session may have no file system.
    private static string? LocationOf(PSCmdlet cmdlet)
    {
        try
        {
            return cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        }
        catch (SessionStateException)
        {
            return null;
        }
    }
}
