namespace GigaChat.Wire;

/// <summary>Times as the service writes them.</summary>
internal static class WireTime
{
    // Unix seconds stay below this until the year 5138; milliseconds have been above it since 1973.
    private const long FirstMilliseconds = 100_000_000_000;

    /// <summary>
    /// Reads seconds and milliseconds since 1970 alike, by size: the service uses both. What is out of range is its nearest end.
    /// </summary>
    public static DateTimeOffset From(long value)
        => value < FirstMilliseconds
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Max(value, 0))
            : DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(value, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}
