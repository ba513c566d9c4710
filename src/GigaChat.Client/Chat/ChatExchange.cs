using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using GigaChat.Chat;
using GigaChat.Core;
using GigaChat.Functions;
using GigaChat.Http;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>
/// A prompt, the functions that the model calls on the way, and the answer: one turn of a conversation, which takes
/// all of it in with <see cref="Complete"/>, or nothing. Not for use by several threads at a time.
/// </summary>
public sealed class ChatExchange : IDisposable
{
    private readonly GigaChatConnection _connection;
    private readonly ChatRequest _request;
    private readonly ChatTurn _turn;
    private ChatReply? _last;
    private ChatMessage? _answer;
    private ChatUsage? _usage;

    internal ChatExchange(GigaChatConnection connection, ChatRequest request, ChatTurn turn)
        => (_connection, _request, _turn) = (connection, request, turn);

    /// <summary>What the model may ask for.</summary>
    public IReadOnlyList<GigaChatFunction> Functions => _turn.Functions ?? [];

    /// <summary>Asks and waits for the whole answer.</summary>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Closes the socket.</param>
    /// <exception cref="GigaChatException">No answer; see its kind.</exception>
    /// <returns>The answer, or the call of a function.</returns>
    public async Task<ChatReply> AskAsync(CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ServiceResponse<ChatCompletionsResponse> response = await _turn.SendAsync(
            stream: false, request => _connection.Service.SendAsync(request, ResponseJsonContext.Instance.ChatCompletionsResponse, options, cancellationToken), options, cancellationToken).ConfigureAwait(false);
        if (response.Value.Choices is not [{ Message: { } message } choice, ..])
            throw new GigaChatException(GigaChatErrorKind.ResponseInvalid, Messages.AnswerUnreadable) { RequestId = response.RequestId };

        return Take(message, response.Value.Model, choice.FinishReason, ChatUsage.From(response.Value.Usage),
            response.RequestId, response.SessionId, response.Duration);
    }

    /// <summary>Asks and hands the answer over piece by piece. Leaving the loop early closes the socket.</summary>
    /// <param name="options">Time limit (the longest silence) and trace of this call.</param>
    /// <param name="cancellationToken">Closes the socket.</param>
    /// <exception cref="GigaChatException">No answer, or half of one: then <see cref="GigaChatException.PartialReply"/> holds what came.</exception>
    /// <returns>The pieces.</returns>
    public async IAsyncEnumerable<ChatChunk> StreamAsync(CallOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ServiceResponse<EventStream> response = await _turn.SendAsync(
            stream: true, request => _connection.Service.OpenStreamAsync(request, options, cancellationToken), options, cancellationToken).ConfigureAwait(false);
        long opened = Stopwatch.GetTimestamp();

        using EventStream stream = response.Value;
        var answer = new ChatStreamAccumulator();
        int index = 0;
        IAsyncEnumerator<SseItem<object?>> events = stream.ReadAsync(answer.ParseEvent, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (events.ConfigureAwait(false))
        {
            while (await NextAsync().ConfigureAwait(false) && events.Current.Data is { } piece)
            {
                if (answer.Append(piece) is { Length: > 0 } text)
                    yield return new ChatChunk { Text = text, Index = index++ };
            }
        }
        // A socket that is closed under the reader may look to it like the end of the stream.
        if (answer.FinishReason is null)
            throw _connection.Service.GetClosedError() is { } closed ? WithPartial(closed) : Broken(null);

        stream.Tokens = answer.Usage?.TotalTokens;
        await stream.DrainAsync().ConfigureAwait(false);
        ChatReply reply = Take(answer.ToMessage(), answer.Model, answer.FinishReason, answer.Usage,
            response.RequestId, response.SessionId, Duration());
        yield return new ChatChunk
        {
            Index = index,
            FinishReason = reply.FinishReason,
            Usage = answer.Usage,
            FunctionCall = reply.FunctionCall,
            Reply = reply,
        };

        TimeSpan Duration() => response.Duration + Stopwatch.GetElapsedTime(opened);

        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await events.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (_connection.Service.ErrorFrom(e, options, cancellationToken) is { } error)
            {
                bool saysMore = error.Kind is GigaChatErrorKind.Timeout or GigaChatErrorKind.NotConnected
                    || e is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded };
                throw saysMore ? WithPartial(error) : Broken(e);
            }
        }

        GigaChatException Broken(Exception? inner)
        {
            int length = answer.Text.Length;
            return WithPartial(new(GigaChatErrorKind.ResponseInvalid, length == 0 ? LocalizedMessage.Of(Messages.StreamEmpty) : Localized.Format(Messages.StreamCutShort, length), inner));
        }

        GigaChatException WithPartial(GigaChatException error) => new(error.Kind, error.Message, error.InnerException)
        {
            RequestId = response.RequestId,
            PartialReply = answer.Text.Length == 0 ? null : new ChatReply
            {
                Text = answer.Text,
                Model = answer.Model,
                Reasoning = answer.Reasoning,
                Source = _request.Source,
                RequestId = response.RequestId,
                SessionId = response.SessionId ?? _turn.Conversation.SessionId,
                Duration = Duration(),
            },
        };
    }

    /// <summary>Takes the result of the function that the last answer called; ask again then.</summary>
    /// <param name="json">The result, as JSON of any kind.</param>
    /// <exception cref="InvalidOperationException">The last answer called none.</exception>
    public void AddResult(string json)
    {
        if (_answer?.FunctionCall is not { } call)
            throw new InvalidOperationException("No function was called.");
        _turn.Add(_answer);
        _turn.Add(new ChatMessage(ChatMessage.Function, FunctionResult.FromJson(json)) { FunctionName = call.Name });
        _answer = null;
    }

    /// <summary>Takes everything into the conversation. An answer that is the call of a function stays open there.</summary>
    /// <exception cref="InvalidOperationException">There is no answer yet.</exception>
    /// <returns>The last answer.</returns>
    public ChatReply Complete()
    {
        _turn.Add(_answer ?? throw new InvalidOperationException("There is no answer."));
        _turn.Complete(_usage);
        _last!.Conversation = _turn.Conversation;
        return _last;
    }

    /// <summary>Lets the conversation go.</summary>
    public void Dispose() => _turn.Dispose();

    /// <summary>While this is held, a prompt for the same conversation is refused instead of waiting for ever.</summary>
    internal IDisposable GuardReentrancy() => ConversationReentrancyGuard.Enter(_turn.Conversation);

    private ChatReply Take(MessagePayload message, string? model, string? finishReason, ChatUsage? usage, string? requestId, string? sessionId, TimeSpan duration)
    {
        _connection.Count(usage);
        _usage = (_usage ?? ChatUsage.None).Plus(usage);
        FunctionCall? call = FunctionCall.From(message.FunctionCall, requestId);
        _answer = new ChatMessage(ChatMessage.Assistant, message.Content ?? "") { FunctionCall = call, FunctionsStateId = message.FunctionsStateId };
        _last = new ChatReply
        {
            Text = _answer.Content,
            Reasoning = message.ReasoningContent,
            Model = model,
            FinishReason = finishReason,
            FunctionCall = call,
            Usage = usage is null ? null : _usage,
            Source = _request.Source,
            RequestId = requestId,
            SessionId = sessionId ?? _turn.Conversation.SessionId,
            Duration = duration,
        };
        if (call is null && _request.Schema is { } schema)
            _last.Value = schema.Parse(_last);
        return _last;
    }
}
