using GigaChat.Index.Text;

namespace GigaChat.Index;

/// <summary>
/// What an update needs from outside: the service, and somebody who hears of documents. Delegates and no interface: a type that implemented
/// one would load this assembly as soon as PowerShell looks through those of the module.
/// </summary>
internal sealed class UpdateHost
{
    /// <summary>Makes vectors of texts, in one request.</summary>
    public required Func<IReadOnlyList<string>, IReadOnlyList<EmbeddingResult>> Embed { get; init; }

    /// <summary>A text as it may be sent and stored.</summary>
    public required Func<string, string> Mask { get; init; }

    /// <summary>Takes the error of a document, by its source; the next one follows.</summary>
    public required Action<GigaChatException, string> Report { get; init; }

    /// <summary>Ends the update with an error: it throws.</summary>
    public required Action<GigaChatException> Fail { get; init; }

    /// <summary>A document was stored: its source and its pieces.</summary>
    public required Action<string, int> Stored { get; init; }

    /// <summary>Pieces that would be embedded.</summary>
    public required Action<IReadOnlyList<Piece>> Preview { get; init; }
}
