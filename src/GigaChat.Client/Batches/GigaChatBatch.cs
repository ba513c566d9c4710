using GigaChat.Core;

namespace GigaChat;

/// <summary>A batch as the service last described it.</summary>
public sealed record GigaChatBatch
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Answers or vectors; null where the service names something else.</summary>
    public GigaChatBatchMethod? Method { get; init; }

    /// <summary>
    /// <c>created</c>, <c>in_progress</c>, <c>completed</c>, or what the service adds next; null where it was not asked yet.
    /// </summary>
    public string? Status { get; init; }

    /// <summary>Requests in it.</summary>
    public int? Total { get; init; }

    /// <summary>Requests that were answered.</summary>
    public int? Completed { get; init; }

    /// <summary>Requests that failed.</summary>
    public int? Failed { get; init; }

    /// <summary>The file with the results, once it is completed.</summary>
    public string? OutputFileId { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When the service last worked on it.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>What was sent, for joining it with the results; null for a batch that another process started.</summary>
    public IReadOnlyList<BatchInput>? Inputs { get; init => field = ReadableList<BatchInput>.Of(value); }

    /// <summary>The instructions of all its prompts, where this process sent them.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>The JSON Schema that its answers must have the form of, where this process sent one.</summary>
    public string? Schema { get; init; }

    /// <summary>The patterns of the schema do not mind upper and lower case; those from attributes of a class.</summary>
    public bool IgnoresPatternCase { get; init; }

    /// <summary>What the marks in its answers stand for, where this process masked what was sent; never saved.</summary>
    internal TextMasker? Masker { get; init; }

    /// <summary>Nothing more will happen to it: whatever is neither waiting nor under way.</summary>
    public bool IsFinished => Status is not (null or "created" or "in_progress");

    /// <summary>The id.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => VisibleText.OneLine(Id);
}
