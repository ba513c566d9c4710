using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GigaChat.Core;
using GigaChat.Logging;
using GigaChat.Wire;

namespace GigaChat.Http;

/// <summary>
/// The line of one request in the log of calls. The log is opened before anything is sent; the line is written when the answer is whole
/// or the request has failed. It has no header but the ids, no address but the path, and no body unless that was asked for.
/// </summary>
internal sealed class CallRecord : IDisposable
{
    // As the bodies are written: Cyrillic as it is.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CallLog _log;
    private readonly IAppendOnlyFile _file;
    private readonly ServiceRequest _request;
    private readonly string _path;
    private readonly DateTimeOffset _time = DateTimeOffset.UtcNow;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly ArrayBufferWriter<byte> _line = new(512);
    private Utf8JsonWriter? _json;
    private SecretRedactor _secrets = SecretRedactor.None;
    private AttemptContext? _attempts;
    private ITokenUsage? _tokens;
    private int? _status;
    private string? _requestId;
    private string? _sessionId;
    private string? _errorId;
    private string? _sent;
    private string? _answered;
    private bool _isWritten;

    /// <summary>Opens the log for a request.</summary>
    /// <param name="log">The log.</param>
    /// <param name="request">The request.</param>
    /// <param name="address">The address that it goes to.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotWritten"/>: nothing shall be sent.</exception>
    public CallRecord(CallLog log, ServiceRequest request, Uri address)
    {
        _log = log;
        _request = request;
        _path = address.AbsolutePath;
        _file = log.Open();
    }

    /// <summary>The request goes out: its attempts are counted from now on.</summary>
    public void TakeRequest(AttemptContext attempts, HttpRequestMessage message)
    {
        _attempts = attempts;
        _sessionId = message.Headers.TryGetValues("X-Session-ID", out IEnumerable<string>? ids) ? ids.FirstOrDefault() : null;
    }

    /// <summary>
    /// The request is on its way: what is known already is written into the line, so that the answer has to wait for less. With bodies the
    /// answer comes first, which shows what is secret.
    /// </summary>
    public void Prepare()
    {
        if (!_log.WithBodies)
            _json ??= NewLine();
    }

    /// <summary>An answer has come, of a stream its beginning.</summary>
    public async Task TakeAnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        _status = (int)response.StatusCode;
        _requestId = ServiceError.Header(response, "x-request-id");
        _sessionId = ServiceError.Header(response, "x-session-id") ?? _sessionId;
        if (!_log.WithBodies)
            return;
        _secrets = SecretRedactor.For(response.RequestMessage);
        await TakeSentAsync(cancellationToken).ConfigureAwait(false);
        bool isRead = _request.Sink is null && (!_request.IsStream || !response.IsSuccessStatusCode);
        if (isRead && BodyPreview.IsText(response.Content.Headers.ContentType))
            _answered = await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the answer was charged with.</summary>
    public void TakeTokens(ITokenUsage? tokens) => _tokens = tokens ?? _tokens;

    /// <summary>The text of an answer that came as a stream.</summary>
    public void TakeText(string text) => _answered = _log.WithBodies ? text : null;

    /// <summary>The request has failed.</summary>
    public void TakeError(Exception error)
    {
        if (error is GigaChatException known)
        {
            _errorId = known.ErrorId;
            _status ??= (int?)known.StatusCode;
            _requestId ??= known.RequestId;
        }
        else
        {
            _errorId ??= error is OperationCanceledException ? "Canceled" : error.GetType().Name;
        }
    }

    /// <summary>Writes the line, once.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FileNotWritten"/>.</exception>
    public void Write()
    {
        if (_isWritten)
            return;
        _isWritten = true;
        _log.Append(_file, ToLine());
    }

    /// <summary>Writes the line of a request that failed or was given up, as far as that is possible: its own error says more.</summary>
    public void Dispose()
    {
        try
        {
            if (!_isWritten)
                _errorId ??= "Canceled";
            Write();
        }
        catch (GigaChatException)
        {
            // The next request finds the log as it is before it is sent.
        }
        _file.Dispose();
    }

    // What goes out as a file is not repeated: it may be large, and is no text.
    private async Task TakeSentAsync(CancellationToken cancellationToken)
    {
        if (_request.Transfer is not null || _request.Body is not { } makeBody)
            return;
        using HttpContent body = makeBody(null);
        MediaTypeHeaderValue? type = body.Headers.ContentType;
        if (_request.IsText || BodyPreview.IsText(type))
            _sent = await ReadAsync(body, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> ReadAsync(HttpContent body, CancellationToken cancellationToken)
        => BodyText.Decode(await body.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), body.Headers.ContentType);

    private Utf8JsonWriter NewLine()
    {
        var json = new Utf8JsonWriter(_line, Options);
        json.WriteStartObject();
        json.WriteString("time", _time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        json.WriteString("connection", _log.Connection);
        json.WriteString("user", CallLog.User);
        json.WriteNumber("process", Environment.ProcessId);
        json.WriteString("method", _request.Method.Method);
        json.WriteString("path", _secrets.Redact(_path));
        WriteText(json, "version", Version);
        return json;
    }

    private ReadOnlyMemory<byte> ToLine()
    {
        using (Utf8JsonWriter json = _json ?? NewLine())
        {
            WriteNumber(json, "status", _status);
            json.WriteNumber("attempts", _attempts?.Attempts ?? 0);
            json.WriteNumber("milliseconds", Math.Round(Stopwatch.GetElapsedTime(_started).TotalMilliseconds, 1));
            WriteText(json, "model", _request.Model);
            WriteTokens(json);
            WriteText(json, "requestId", _requestId);
            WriteText(json, "sessionId", _sessionId);
            WriteText(json, "error", _errorId);
            WriteBody(json, "request", _sent);
            WriteBody(json, "response", _answered);
            json.WriteEndObject();
        }
        _line.Write("\n"u8);
        return _line.WrittenMemory;
    }

    // Of the address: …/v1/models.
    private string? Version => _path.Split('/').FirstOrDefault(ServiceAddress.IsVersion);

    private void WriteTokens(Utf8JsonWriter json)
    {
        if (_tokens is not { ChargedTokens: { } total } tokens)
            return;
        json.WriteNumber("totalTokens", total);
        if (tokens.EmbeddingTokens > 0)
        {
            json.WriteNumber("embeddingTokens", tokens.EmbeddingTokens);
            return;
        }
        json.WriteNumber("promptTokens", tokens.PromptTokens);
        json.WriteNumber("completionTokens", tokens.CompletionTokens);
        json.WriteNumber("cachedTokens", tokens.CachedTokens);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    // JSON as it is, so that the line can be searched; anything else as a text.
    private void WriteBody(Utf8JsonWriter json, string name, string? body)
    {
        if (body is null)
            return;
        string text = _secrets.Redact(body);
        if (JsonText.TryParse(text) is { } value)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
        else
        {
            json.WriteString(name, JsonText.ReplaceHalfCharacters(text));
        }
    }
}
