namespace GigaChat;

/// <summary>What went wrong, as a stable word. <see cref="GigaChatException.ErrorId"/> is <c>GigaChat</c> plus this name.</summary>
public enum GigaChatErrorKind
{
    /// <summary>No connection was made and the environment holds no way to make one.</summary>
    NotConnected,

    /// <summary>A key, token or client certificate that cannot be one; nothing was sent.</summary>
    KeyInvalid,

    /// <summary>The sign-in was refused, or a request was answered 401 even with a renewed token.</summary>
    AuthenticationFailed,

    /// <summary>The key is right but the scope belongs to another kind of account (OAuth code 7).</summary>
    ScopeMismatch,

    /// <summary>The service answered 403.</summary>
    PermissionDenied,

    /// <summary>The request is wrong: found before sending, or answered 400 or 422.</summary>
    InvalidRequest,

    /// <summary>The service knows no such model.</summary>
    ModelNotFound,

    /// <summary>No such file, here or on the service.</summary>
    FileNotFound,

    /// <summary>A size limit, found before sending or answered 413.</summary>
    TooLarge,

    /// <summary>The paid tokens are used up (402).</summary>
    QuotaExceeded,

    /// <summary>Too many requests at a time (429), also after the retries.</summary>
    RateLimited,

    /// <summary>The service or a gateway before it failed (5xx), also after the retries.</summary>
    ServerError,

    /// <summary>An answer that cannot be read: broken JSON, a stream cut short.</summary>
    ResponseInvalid,

    /// <summary>Our own timer ran out.</summary>
    Timeout,

    /// <summary>Name lookup, socket or proxy.</summary>
    ConnectionFailed,

    /// <summary>The server's certificate chain is not trusted, or is for another host.</summary>
    CertificateNotTrusted,

    /// <summary>There is nothing to ask: an empty prompt, or files without a prompt.</summary>
    PromptRequired,

    /// <summary>A file that is no text in the encoding it was read with.</summary>
    FileNotText,

    /// <summary>A file of that name is there already and must not be replaced.</summary>
    FileExists,

    /// <summary>A file cannot be written: no right, no room, no such folder.</summary>
    FileNotWritten,

    /// <summary>The service knows no such batch.</summary>
    BatchNotFound,

    /// <summary>A batch that has no results yet, or ended without any.</summary>
    BatchNotFinished,

    /// <summary>A file that holds no conversation, or one that this version cannot read.</summary>
    ConversationInvalid,

    /// <summary>A file that holds no index, one that is damaged, or one whose vectors another model made.</summary>
    IndexInvalid,

    /// <summary>A file that holds no embeddings, or not in the form in which they are saved.</summary>
    EmbeddingFileInvalid,

    /// <summary>The model called functions again and again, as often as it was allowed to, and did not answer.</summary>
    FunctionLimitReached,

    /// <summary>Input is needed and cannot be given: a job, a service, a host without a keyboard.</summary>
    NotInteractive,

    /// <summary>An address at which there is no GigaChat: a base or sign-in address that is misspelt, or that of something else.</summary>
    AddressWrong,

    /// <summary>The tokens that were set aside for a connection are spent; nothing was sent.</summary>
    BudgetExceeded,
}
