namespace GigaChat.Core;

/// <summary>
/// A copy of another library's exception, as the cause of one of ours. Those of .NET quote status lines, headers and texts of
/// certificates as they came: what is not fit to be shown would be shown with the cause.
/// </summary>
internal sealed class ForeignException : Exception
{
    private const int MaxMessageLength = 1000;
    private const int MaxDepth = 10;

    private readonly string _type;
    private readonly string? _stackTrace;

    private ForeignException(Exception original, SecretRedactor secrets, int depth)
        : base(VisibleText.OneLine(secrets.Redact(original.Message), MaxMessageLength),
            original.InnerException is { } inner && depth < MaxDepth ? new ForeignException(inner, secrets, depth + 1) : null)
    {
        _type = original is ForeignException copy ? copy._type : original.GetType().ToString();
        _stackTrace = original.StackTrace;
        HResult = original.HResult;
    }

    /// <inheritdoc/>
    public override string? StackTrace => _stackTrace;

    /// <summary>The exception itself where nothing in it and its causes acts on a terminal, is endless or secret; else a copy.</summary>
    public static Exception? Clean(Exception? e, SecretRedactor? secrets = null)
    {
        secrets ??= SecretRedactor.None;
        for (Exception? part = e; part is not null; part = part.InnerException)
        {
            // Exceptions of ours are clean, but do not know of every secret.
            if (!IsClean(part.Message, secrets))
                return new ForeignException(e!, secrets, depth: 0);
        }
        return e;
    }

    /// <summary>What the original would say of itself.</summary>
    /// <returns>Type, message, causes and stack.</returns>
    public override string ToString()
    {
        string head = InnerException is null ? $"{_type}: {Message}" : $"{_type}: {Message}\n ---> {InnerException}\n   ---";
        return _stackTrace is null ? head : $"{head}\n{_stackTrace}";
    }

    private static bool IsClean(string message, SecretRedactor secrets)
        => message.Length <= MaxMessageLength
            && VisibleText.Lines(message) == message
            && !message.Contains('\uFFFD', StringComparison.Ordinal)
            && ReferenceEquals(secrets.Redact(message), message);
}
