namespace GigaChat.Http;

/// <summary>What the body of a refusal is. The service answers in JSON; text and pages come from what stands before it.</summary>
internal enum ErrorBodyForm
{
    /// <summary>No body, or one that holds nothing to read.</summary>
    Empty,

    /// <summary>JSON of any shape.</summary>
    Json,

    /// <summary>Bare text, also XML without its tags.</summary>
    Text,

    /// <summary>HTML.</summary>
    WebPage,
}
