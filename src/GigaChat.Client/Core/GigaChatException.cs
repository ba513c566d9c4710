using System.Net;
using GigaChat.Core;

namespace GigaChat;

/// <summary>The exception of this library. Its message says what happened and what helps; it never holds a secret.</summary>
public class GigaChatException : Exception
{
    private const int MaxMessageLength = 1900;
    private const int MaxQuoteLength = 300;
    private const int MaxActionLength = 1000;

    // Ample for the words that count what was left out: what was shortened once stays as it is.
    private const int Tolerance = 40;

    private readonly string? _serviceMessage;
    private readonly string? _requestId;
    private readonly string? _recommendedAction;

    /// <summary>Creates an error of a kind.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">What a user reads: what happened and what to do next.</param>
    /// <param name="inner">The exception behind it, if any.</param>
    public GigaChatException(GigaChatErrorKind kind, string message, Exception? inner = null)
        : this(kind, LocalizedMessage.Of(message), inner)
    {
    }

    /// <summary>Creates an error whose <see cref="Detail"/> is the key of its text.</summary>
    internal GigaChatException(GigaChatErrorKind kind, LocalizedMessage message, Exception? inner = null)
        : base(Show(message), ForeignException.Clean(inner))
    {
        Kind = kind;
        Text = message with { Text = base.Message };
        Detail = message.Key;
    }

    /// <summary>What happened, followed by <see cref="Advice"/> where an application added one.</summary>
    public override string Message => Advice is null ? base.Message : Join(base.Message, Advice);

    /// <summary>What went wrong.</summary>
    public GigaChatErrorKind Kind { get; }

    /// <summary>The stable error id, for example <c>GigaChatRateLimited</c>.</summary>
    public string ErrorId => "GigaChat" + Kind;

    /// <summary>
    /// What went wrong, finer than <see cref="Kind"/>: a word such as <c>ProxyRefused</c>, the same in every language and
    /// stable within a minor version. Null for an error that another library's or an application's text describes.
    /// </summary>
    public string? Detail { get; }

    /// <summary>
    /// What helps in the application that shows this error, for example which of its settings to change; null unless it was set.
    /// </summary>
    public string? Advice { get; set; }

    /// <summary>The text and what fills its places.</summary>
    internal LocalizedMessage Text { get; }

    /// <summary>The HTTP status, where an answer came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The service's own code: the OAuth address answers 1, 4, 5, 6 or 7.</summary>
    public int? ServiceCode { get; init; }

    /// <summary>The service's own words, shortened where they are long; control and format characters as code points.</summary>
    public string? ServiceMessage
    {
        get => _serviceMessage;
        init => _serviceMessage = value is null ? null : Show(value, MaxQuoteLength);
    }

    /// <summary>The <c>x-request-id</c> of the answer, for the service's support.</summary>
    public string? RequestId
    {
        get => _requestId;
        init => _requestId = value is null ? null : Show(value, MaxQuoteLength);
    }

    /// <summary>A step that may help, where there is a definite one.</summary>
    public string? RecommendedAction
    {
        get => _recommendedAction;
        init => _recommendedAction = value is null ? null : Show(value, MaxActionLength);
    }

    /// <summary>A text and its advice as sentences; a quotation at the end of the text may lack its full stop.</summary>
    internal static string Join(string text, string advice)
        => text.Length > 0 && !".!?…".Contains(text[^1], StringComparison.Ordinal) ? $"{text}. {advice}" : $"{text} {advice}";

    // Quotations in it come from outside. Those that Localized.Format put there are on one line already.
    private static string Show(string text, int maximum = MaxMessageLength)
        => VisibleText.Lines(text, text.Length <= maximum + Tolerance ? int.MaxValue : maximum);
}
