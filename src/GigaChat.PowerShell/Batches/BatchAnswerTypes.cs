using System.Collections.Concurrent;

namespace GigaChat.Commands.Batches;

/// <summary>
/// The classes that batches of this process have their answers as. A class cannot be saved with a batch, as its schema is.
/// </summary>
internal static class BatchAnswerTypes
{
    private static readonly ConcurrentDictionary<string, Type> Types = new(StringComparer.Ordinal);

    /// <summary>Remembers the class of a batch; null for none.</summary>
    public static void Add(GigaChatBatch batch, Type? type)
    {
        if (type is not null)
            Types[batch.Id] = type;
    }

    /// <summary>The class of a batch; null where there is none, or where another process started it.</summary>
    public static Type? Find(GigaChatBatch batch) => Types.GetValueOrDefault(batch.Id);
}
