using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using GigaChat.Chat;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Masking;

namespace GigaChat;

/// <summary>
/// A prompt, the functions that the model calls on the way, and the answer. The exchange has its conversation for itself
/// until it is disposed; the conversation takes all of it in with <see cref="Complete"/>, or nothing. Not for use by several
/// threads at a time.
/// </summary>
public sealed partial class ChatExchange : IDisposable
{
    private readonly IGigaChatConnection _connection;
    private readonly ChatRequest _request;
    private readonly GigaChatConversation _conversation;
    private readonly IReadOnlyList<GigaChatFunction>? _functions;

    // What the conversation is going to take in: the prompt, the calls of functions and their results.
    private readonly List<ChatMessage> _messages = [];
    private ChatReply? _last;
    private ChatMessage? _answer;
    private ChatUsage? _usage;
    private readonly IChatProtocol _protocol;
    private readonly ChatMasking _masking;
    private readonly IReadOnlyList<ChatMessage> _history;
    private bool _withoutStateIds;
    private string? _threadId;
    private string? _resultRole;
    private GigaChatException? _roleRefusal;
    private bool _isComplete;

    private ChatExchange(IGigaChatConnection connection, ChatRequest request, CancellationToken cancellationToken)
    {
        _connection = connection;
        _request = request;
        _conversation = request.Conversation
            ?? new(
                connection.Service.SessionId ?? Guid.NewGuid().ToString(), request.SystemPrompt ?? connection.SystemPrompt,
                request.Model)
            {
                Marks = request.Marks ?? new MarkTable(),
            };
        _functions = request.Functions ?? (request.FunctionResults is null ? null : _conversation.OfferedFunctions);
        _protocol = ChatVersionSelector.Select(request, _conversation, connection.ApiVersion);
        _masking = new ChatMasking(request, _conversation, connection.MaskRules);
        _history = _masking.Mask(_conversation.Messages, cancellationToken);
        if (request.FunctionResults is { } results)
            _messages.AddRange(_conversation.OpenCalls.Zip(results, NewResultMessage));
        else
            _messages.Add(new ChatMessage(ChatMessage.User, _masking.Mask(request.Prompt, cancellationToken)));
    }

    /// <summary>What the model may ask for.</summary>
    public IReadOnlyList<GigaChatFunction> Functions => _functions ?? [];

    /// <summary>Checks the request and waits until no other exchange has the conversation.</summary>
    internal static async Task<ChatExchange> BeginAsync(
        IGigaChatConnection connection, ChatRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ChatValidation.Check(request);
        if (request.Conversation is { } conversation)
        {
            ConversationReentrancyGuard.ThrowIfEntered(conversation);
            await conversation.EnterAsync(cancellationToken).ConfigureAwait(false);
        }
        try
        {
            ChatValidation.CheckOpenCall(request);
            return new ChatExchange(connection, request, cancellationToken);
        }
        catch
        {
            request.Conversation?.Leave();
            throw;
        }
    }

    /// <summary>Asks and waits for the whole answer.</summary>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Closes the socket.</param>
    /// <exception cref="GigaChatException">No answer; see its kind.</exception>
    /// <returns>The answer, or the call of a function.</returns>
    public async Task<ChatReply> AskAsync(CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ReceivedAnswer answer = await SendAsync(
            stream: false,
            request => _protocol.AskAsync(_connection.Service, request, options, cancellationToken),
            options,
            cancellationToken).ConfigureAwait(false);
        return TakeAnswer(answer);
    }

    /// <summary>Asks and hands the answer over piece by piece. Leaving the loop early closes the socket.</summary>
    /// <param name="options">Time limit (the longest silence) and trace of this call.</param>
    /// <param name="cancellationToken">Closes the socket.</param>
    /// <exception cref="GigaChatException">No answer.</exception>
    /// <exception cref="ChatException">The answer broke off: <see cref="ChatException.PartialReply"/> holds what came.</exception>
    /// <returns>The pieces.</returns>
    public async IAsyncEnumerable<ChatChunk> StreamAsync(
        CallOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ServiceResponse<EventStream> response = await SendAsync(
            stream: true,
            request => _connection.Service.OpenStreamAsync(request, options, cancellationToken),
            options,
            cancellationToken).ConfigureAwait(false);
        using EventStream stream = response.Value;
        var streamed = new ChatStream(response, _protocol.CreateStreamReader(stream.Secrets));
        MarkReader? marks = _masking.NewReader();
        int index = 0;
        IAsyncEnumerator<SseItem<object?>> events
            = stream.ReadAsync(streamed.Content.ParseEvent, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (events.ConfigureAwait(false))
        {
            while (!streamed.Content.HasEnded
                && await MoveNextAsync(events, streamed, options, cancellationToken).ConfigureAwait(false)
                && events.Current.Data is { } item)
            {
                string? text = Append(streamed, item);
                if (text is not null && marks is not null)
                    text = marks.Append(text);
                if (streamed.Content.HasGrown)
                    stream.ReportContent();
                if (streamed.Content.Tool is { } tool)
                    yield return new ChatChunk { ToolCall = tool, Index = index };
                if (text is { Length: > 0 })
                    yield return new ChatChunk { Text = text, Index = index++ };
            }
        }
        ChatChunk last = await FinishStreamAsync(streamed, index).ConfigureAwait(false);
        // What began like a mark and was none; such a text ends within a bracket.
        if (marks?.Complete() is { Length: > 0 } rest)
        {
            yield return new ChatChunk { Text = rest, Index = index };
            last = last.At(index + 1);
        }
        yield return last;
    }

    /// <summary>Takes the result of the function that the last answer called; ask again then.</summary>
    /// <param name="json">The result, as JSON of any kind.</param>
    /// <exception cref="InvalidOperationException">The last answer called none, or several.</exception>
    public void AddResult(string json) => AddResults([json]);

    /// <summary>Takes the results of all functions that the last answer called; ask again then.</summary>
    /// <param name="results">The results in the order of the calls, as JSON of any kind.</param>
    /// <exception cref="InvalidOperationException">The last answer called none, or another number of them.</exception>
    public void AddResults(IReadOnlyList<string> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (_answer?.FunctionCalls is not { } calls || calls.Count != results.Count)
            throw new InvalidOperationException($"{_answer?.FunctionCalls?.Count ?? 0} functions were called.");
        _messages.Add(_answer);
        _messages.AddRange(calls.Zip(results, NewResultMessage));
        _answer = null;
    }

    /// <summary>Takes the failure of the function that the last answer called, for the model to read; ask again then.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="json">What the function had returned before it failed, as JSON; null for nothing.</param>
    /// <exception cref="InvalidOperationException">The last answer called none.</exception>
    public void AddError(string message, string? json = null) => AddResult(FunctionResult.FromError(message, json));

    /// <summary>Takes everything into the conversation. An answer that is the call of a function stays open there.</summary>
    /// <exception cref="InvalidOperationException">There is no answer yet.</exception>
    /// <returns>The last answer.</returns>
    public ChatReply Complete()
    {
        _messages.Add(_answer ?? throw new InvalidOperationException("There is no answer."));
        if (_masking.Rules.IsOn)
            _conversation.SetMasked(_history, _masking.Rules);
        _last!.Position = _withoutStateIds
            ? _conversation.AddWithoutStateIds(_messages, _usage, _functions, _threadId)
            : _conversation.Add(_messages, _usage, _functions, _threadId);
        _last.Conversation = _conversation;
        _isComplete = true;
        return _last;
    }

    /// <summary>Lets the next exchange have the conversation.</summary>
    public void Dispose()
    {
        // The service's thread has messages by then that the conversation did not take in, perhaps a call without its result.
        if (!_isComplete && _threadId is not null)
            _conversation.ForgetThread();
        _request.Conversation?.Leave();
    }

    /// <summary>
    /// Guards the call of a function against a deadlock: a prompt that the function sends to the same conversation would wait for the
    /// exchange that waits for the function. While the guard is held, such a prompt is refused with
    /// <see cref="GigaChatErrorKind.InvalidRequest"/>.
    /// </summary>
    /// <returns>Ends the guard when it is disposed, in the same asynchronous flow.</returns>
    public IDisposable GuardReentrancy() => ConversationReentrancyGuard.Enter(_conversation);

    private ChatMessage NewResultMessage(FunctionCall call, string json)
        => new(ChatMessage.Function, _masking.MaskResult(FunctionResult.FromJson(json)))
        {
            FunctionName = call.Name, FunctionCallId = call.Id,
        };

    private string? Append(ChatStream streamed, object item)
    {
        try
        {
            return streamed.Content.Append(item);
        }
        catch (GigaChatException e)
        {
            throw WithPartialReply(e, streamed);
        }
        catch (Exception e) when (AnswerGuard.IsForeign(e))
        {
            throw NewBrokenStreamError(streamed, ForeignException.Clean(e, streamed.Response.Value.Secrets));
        }
    }

    private async ValueTask<bool> MoveNextAsync(
        IAsyncEnumerator<SseItem<object?>> events, ChatStream streamed, CallOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (_connection.Service
            .ErrorFrom(e, options, streamed.Response.Value.Secrets, cancellationToken) is { } error)
        {
            // Other faults of the network say less than that the answer broke off, and where.
            bool isCause = error.Kind is GigaChatErrorKind.Timeout or GigaChatErrorKind.NotConnected
                || e is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded };
            throw isCause ? WithPartialReply(error, streamed) : NewBrokenStreamError(streamed, error.InnerException);
        }
    }

    private async Task<ChatChunk> FinishStreamAsync(ChatStream streamed, int index)
    {
        // A socket that is closed under the reader may look to it like the end of the stream.
        if (!streamed.Content.IsComplete)
        {
            throw _connection.Service.GetClosedError() is { } closed
                ? WithPartialReply(closed, streamed)
                : NewBrokenStreamError(streamed, inner: null);
        }

        streamed.Response.Value.Complete(streamed.Content.Usage, streamed.Content.Text);
        await streamed.Response.Value.DrainAsync().ConfigureAwait(false);
        ChatReply reply = TakeAnswer(streamed.ToAnswer());
        return new ChatChunk
        {
            Index = index,
            FinishReason = reply.FinishReason,
            Usage = streamed.Content.Usage,
            FunctionCall = reply.FunctionCall,
            Reply = reply,
        };
    }

    /// <summary>A stream of events that is open, and what has come of it.</summary>
    private sealed class ChatStream(ServiceResponse<EventStream> response, IChatStreamReader content)
    {
        private readonly long _opened = Stopwatch.GetTimestamp();

        public ServiceResponse<EventStream> Response => response;

        public IChatStreamReader Content => content;

        public ReceivedAnswer ToAnswer() => content.ToAnswer() with
        {
            RequestId = response.RequestId,
            SessionId = response.SessionId,
            Duration = response.Duration + Stopwatch.GetElapsedTime(_opened),
        };
    }
}
