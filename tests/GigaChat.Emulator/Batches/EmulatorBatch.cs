using GigaChat.Emulator.Accounts;

namespace GigaChat.Emulator.Batches;

/// <summary>A batch. It is worked off when it is made, and says so after as many looks as the settings ask for.</summary>
internal sealed class EmulatorBatch
{
    public required string Id { get; init; }

    public required string OutputFileId { get; init; }

    public required EmulatorAccount Account { get; init; }

    public required string Method { get; init; }

    public required int Total { get; init; }

    public required int Failed { get; init; }

    public required ReadOnlyMemory<byte> Output { get; init; }

    public required long Created { get; init; }

    /// <summary>Looks that still find it under way.</summary>
    public required int LooksLeft { get; set; }

    /// <summary>As it was answered on making it.</summary>
    public string ToCreated() => Write($"\"total\":{Total}", "created", "", Created);

    /// <summary>As the next look shows it.</summary>
    public string Look()
    {
        var done = LooksLeft <= 0;
        var file = done ? $",\"output_file_id\":\"{OutputFileId}\"" : "";
        LooksLeft--;
        var counts = $"\"total\":{Total},\"completed\":{(done ? Total - Failed : 0)},\"failed\":{(done ? Failed : 0)}";
        return Write(counts, done ? "completed" : "in_progress", file, Created + 1);
    }

    private string Write(string counts, string status, string file, long updated) =>
        $"{{\"id\":\"{Id}\",\"method\":\"{Method}\",\"request_counts\":{{{counts}}},\"status\":\"{status}\"{file}," +
        $"\"created_at\":{Created},\"updated_at\":{updated}}}";
}
