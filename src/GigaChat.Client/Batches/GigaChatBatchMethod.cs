namespace GigaChat;

/// <summary>What a batch asks for.</summary>
public enum GigaChatBatchMethod
{
    /// <summary>Answers of a model; the service's <c>chat_completions</c>.</summary>
    Chat,

    /// <summary>Vectors; the service's <c>embedder</c>.</summary>
    Embedding,
}
