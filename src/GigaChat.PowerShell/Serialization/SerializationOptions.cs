using System.Text;

namespace GigaChat.Commands.Serialization;

/// <summary>How objects become text.</summary>
internal sealed record SerializationOptions
{
    /// <summary>Names of the properties to write, wildcards allowed; null for those that the kind of the object decides on.</summary>
    public IReadOnlyList<string>? Properties { get; init; }

    /// <summary>Levels of system objects within system objects that are written as properties; deeper ones are their text.</summary>
    public int Depth { get; init; }

    /// <summary>The folder that paths of matches are relative to; null for full paths.</summary>
    public string? Location { get; init; }

    /// <summary>The encoding of bytes without a byte-order mark; null for UTF-8.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Takes warnings; each text comes once.</summary>
    public Action<string>? Warn { get; init; }
}
