using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using GigaChat.Json;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>Chat: <c>POST /chat/completions</c>, version 1.</summary>
public static class ChatEndpoint
{
    /// <summary>Asks and waits for the whole answer.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="request">The prompt.</param>
    /// <param name="options">Time limit and trace of this call.</param>
    /// <param name="cancellationToken">Closes the socket and leaves the conversation as it was.</param>
    /// <exception cref="GigaChatException">No answer; see its kind.</exception>
    /// <returns>The answer.</returns>
    public static async Task<ChatReply> ChatAsync(
        this GigaChatConnection connection, ChatRequest request, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using ChatTurn turn = await ChatTurn.BeginAsync(connection, request, cancellationToken).ConfigureAwait(false);
        ServiceResponse<ChatAnswer> response = await connection.Service
            .SendAsync(turn.ToServiceRequest(stream: false), WireContext.Wire.ChatAnswer, options, cancellationToken).ConfigureAwait(false);
        if (response.Value.Choices is not [{ Message: { } message } choice, ..])
            throw new GigaChatException(GigaChatErrorKind.ResponseInvalid, Messages.AnswerUnreadable) { RequestId = response.RequestId };

        return turn.Complete(
            message.Content ?? "", message.ReasoningContent, response.Value.Model, choice.FinishReason,
            ChatUsage.From(response.Value.Usage), response.RequestId, response.SessionId, response.Duration);
    }

    /// <summary>Asks and hands the answer over piece by piece. Leaving the loop early closes the socket.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="request">The prompt.</param>
    /// <param name="options">Time limit (the longest silence) and trace of this call.</param>
    /// <param name="cancellationToken">Closes the socket and leaves the conversation as it was.</param>
    /// <exception cref="GigaChatException">No answer, or half of one: then <see cref="GigaChatException.PartialReply"/> holds what came.</exception>
    /// <returns>The pieces.</returns>
    public static async IAsyncEnumerable<ChatChunk> StreamChatAsync(
        this GigaChatConnection connection, ChatRequest request, CallOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        long started = Stopwatch.GetTimestamp();
        using ChatTurn turn = await ChatTurn.BeginAsync(connection, request, cancellationToken).ConfigureAwait(false);
        ServiceResponse<EventStream> response = await connection.Service
            .OpenStreamAsync(turn.ToServiceRequest(stream: true), options, cancellationToken).ConfigureAwait(false);

        using EventStream stream = response.Value;
        var answer = new StreamedAnswer();
        int index = 0;
        IAsyncEnumerator<SseItem<ChatAnswer?>> events = stream.ReadAsync(Parse, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (events.ConfigureAwait(false))
        {
            while (await NextAsync().ConfigureAwait(false) && events.Current.Data is { } piece)
            {
                if (answer.Take(piece) is { Length: > 0 } text)
                    yield return new ChatChunk { Text = text, Index = index++ };
            }
        }
        if (answer.FinishReason is null)
            throw Broken(null);

        await stream.FinishAsync().ConfigureAwait(false);
        ChatReply reply = Complete();
        yield return new ChatChunk { Index = index, FinishReason = reply.FinishReason, Usage = reply.Usage, Reply = reply };

        ChatReply Complete() => turn.Complete(
            answer.Text, answer.Reasoning, answer.Model, answer.FinishReason, answer.Usage,
            response.RequestId, response.SessionId, Stopwatch.GetElapsedTime(started));

        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await events.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (connection.Service.ErrorFrom(e, options, cancellationToken) is { } error)
            {
                throw error.Kind is GigaChatErrorKind.Timeout or GigaChatErrorKind.NotConnected ? WithPartial(error) : Broken(e);
            }
        }

        GigaChatException Broken(Exception? inner)
        {
            int length = answer.Text.Length;
            return WithPartial(new(GigaChatErrorKind.ResponseInvalid, length == 0 ? Messages.StreamEmpty : Text.Format(Messages.StreamCutShort, length), inner));
        }

        GigaChatException WithPartial(GigaChatException error) => new(error.Kind, error.Message, error.InnerException)
        {
            RequestId = response.RequestId,
            PartialReply = answer.Text.Length == 0 ? null : new ChatReply
            {
                Text = answer.Text,
                Model = answer.Model,
                Reasoning = answer.Reasoning,
                Source = request.Source,
                RequestId = response.RequestId,
                SessionId = response.SessionId ?? turn.SessionId,
                Duration = Stopwatch.GetElapsedTime(started),
            },
        };
    }

    private static ChatAnswer? Parse(string eventType, ReadOnlySpan<byte> data)
        => data.SequenceEqual("[DONE]"u8) ? null : JsonSerializer.Deserialize(data, WireContext.Wire.ChatAnswer);
}
