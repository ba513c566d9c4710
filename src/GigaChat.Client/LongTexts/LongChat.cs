using System.Runtime.CompilerServices;
using System.Text.Json;
using GigaChat.Core;
using GigaChat.LongTexts;
using GigaChat.Resources;
using GigaChat.Wire;

namespace GigaChat;

/// <summary>
/// A question about material that one request has no room for: it is asked about each part, then of the answers, until one is left.
/// Arrays that a schema asks for are joined here instead. The material is read once to plan the parts and once to send them.
/// </summary>
public sealed class LongChat
{
    // What an answer about a part has, where its length is not limited; for the estimate of the cost alone.
    private const int UsualAnswerTokens = 600;

    private readonly LongMaterial _material;
    private readonly PartWords _words;
    private readonly int _room;
    private readonly bool _joinsArrays;

    private LongChat(LongMaterial material, IReadOnlyList<TextPart> parts, int room)
    {
        _material = material;
        _words = PartWords.For(material.Question.Prompt);
        _room = room;
        _joinsArrays = material.Question.Schema is { IsArray: true };
        Parts = parts;
    }

    /// <summary>The parts of the material.</summary>
    public IReadOnlyList<TextPart> Parts { get; }

    private ChatRequest Question => _material.Question;

    /// <summary>Plans the parts.</summary>
    /// <param name="material">The question and its material.</param>
    /// <param name="count">Counts tokens.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="GigaChatException">The material cannot be read, or a request has no room for any of it.</exception>
    /// <exception cref="InvalidOperationException">The question has a conversation.</exception>
    /// <returns>The question with its parts; nothing was asked yet.</returns>
    public static async Task<LongChat> PlanAsync(LongMaterial material, TokenCounting count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(count);
        if (material.Question.Conversation is not null)
            throw new InvalidOperationException("A conversation would take in each part.");
        string prompt = PartWords.For(material.Question.Prompt).AskPart(material.Question.Prompt, 9999, 9999, "");
        int room = await RequestRoom.FindAsync(material, prompt, count, cancellationToken).ConfigureAwait(false);
        using TextReader reader = await material.OpenMaskedAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<TextPart> parts = await new PartPlanner(count, room).PlanAsync(reader, cancellationToken).ConfigureAwait(false);
        return new LongChat(material, parts, room);
    }

    /// <summary>About what it costs to ask.</summary>
    /// <returns>Requests and tokens; how long the answers are going to be is a guess.</returns>
    public LongChatCost EstimateCost()
    {
        int answer = Question.Sampling?.MaxTokens is { } limit ? Math.Min(limit, UsualAnswerTokens) : UsualAnswerTokens;
        long tokens = Parts.Sum(part => (long)part.Tokens + _material.Limit - _room + answer);
        (int requests, long joining) = _joinsArrays ? (0, 0) : AnswerGroups.Estimate(Parts.Count, answer, _room);
        return new LongChatCost(Parts.Count, Parts.Count + requests, tokens + joining);
    }

    /// <summary>Asks about the parts, then of the answers. A part that fails is a step with an error, and the others go on.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">Time limit and trace of each request.</param>
    /// <param name="limit">Requests at a time.</param>
    /// <param name="cancellationToken">Ends all of it, as leaving the loop does.</param>
    /// <exception cref="GigaChatException">The material cannot be read any more, or changed meanwhile.</exception>
    /// <returns>A step for each request; the last one has the answer, unless no part was answered.</returns>
    public async IAsyncEnumerable<LongChatStep> AskAsync(
        IGigaChatConnection connection, CallOptions? options, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var state = new LongChatState(EstimateCost().Requests);
        IAsyncEnumerable<Outcome> asked = OrderedTasks.RunAsync(
            ReadAsync(cancellationToken), limit, (part, token) => AskAsync(connection, part, options, token), cancellationToken);
        await foreach (Outcome outcome in asked.ConfigureAwait(false))
        {
            ChatPart part = ToPart(outcome);
            state.Add(part, outcome.Answer);
            yield return new LongChatStep(state.Done, state.Total) { Part = part, Error = outcome.Error };
        }
        if (state.Answers.Count == 0)
            yield break;
        while (state.Answers.Count > 1 && !_joinsArrays && state.Error is null)
        {
            if (!state.TryGroup(_room, out IReadOnlyList<PartAnswer[]> groups))
                break;
            IAsyncEnumerable<Outcome> joined = OrderedTasks.RunAsync(
                groups.ToAsync(), limit, (group, token) => JoinAsync(connection, group, options, token), cancellationToken);
            var next = new List<PartAnswer>();
            await foreach (Outcome outcome in joined.ConfigureAwait(false))
            {
                state.Add(outcome.Answer, outcome.Error, isNew: outcome.Number > 0);
                if (outcome.Error is not null)
                    break;
                next.Add(outcome.Answer!);
                yield return new LongChatStep(state.Done, state.Total);
            }
            if (state.Error is null)
                state.Answers = next;
        }
        yield return new LongChatStep(state.Done, state.Done) { Reply = Finish(state, connection.MaskRules), Error = state.Error };
    }

    private async IAsyncEnumerable<(int Number, string Text)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using TextReader reader = await _material.OpenMaskedAsync(cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < Parts.Count; i++)
        {
            string text = await LongMaterial.ReadBlockAsync(reader, Parts[i].Length, cancellationToken).ConfigureAwait(false);
            if (text.Length < Parts[i].Length)
            {
                throw new GigaChatException(
                    GigaChatErrorKind.InvalidRequest, Localized.Format(LongTextMessages.MaterialChanged, i + 1, Parts.Count));
            }
            yield return (i + 1, text);
        }
    }

    private Task<Outcome> AskAsync(
        IGigaChatConnection connection, (int Number, string Text) part, CallOptions? options, CancellationToken cancellationToken)
    {
        string prompt = _words.AskPart(Question.Prompt, part.Number, Parts.Count, part.Text);
        return AskAsync(connection, prompt, part.Number, reply => PartAnswer.Of(part.Number, reply), options, cancellationToken);
    }

    // An answer that is alone in its group goes on to the next round as it is.
    private Task<Outcome> JoinAsync(
        IGigaChatConnection connection, PartAnswer[] group, CallOptions? options, CancellationToken cancellationToken)
    {
        if (group is [{ } only])
            return Task.FromResult(new Outcome(0, only, null));
        string prompt = _words.AskToJoin(Question.Prompt, _words.List(group, Parts.Count, isMasked: true));
        return AskAsync(
            connection, prompt, group[0].First, reply => new PartAnswer(group[0].First, group[^1].Last, reply), options, cancellationToken);
    }

    private async Task<Outcome> AskAsync(
        IGigaChatConnection connection, string prompt, int number, Func<ChatReply, PartAnswer> toAnswer, CallOptions? options,
        CancellationToken cancellationToken)
    {
        try
        {
            ChatReply reply = await connection.ChatAsync(Question with { Prompt = prompt }, options, cancellationToken)
                .ConfigureAwait(false);
            return new Outcome(number, toAnswer(reply), null);
        }
        catch (GigaChatException e)
        {
            return new Outcome(number, null, e);
        }
    }

    private ChatPart ToPart(Outcome outcome)
    {
        TextPart part = Parts[outcome.Number - 1];
        ChatReply? reply = outcome.Answer?.Reply ?? (outcome.Error as ChatException)?.PartialReply;
        return new ChatPart
        {
            Number = outcome.Number,
            Count = Parts.Count,
            FirstLine = part.FirstLine,
            LastLine = part.LastLine,
            Tokens = part.Tokens,
            Text = outcome.Answer?.Reply.Text,
            FinishReason = outcome.Answer?.Reply.FinishReason,
            Usage = reply?.Usage,
            RequestId = reply?.RequestId ?? outcome.Error?.RequestId,
            Error = outcome.Error?.Message,
        };
    }

    private ChatReply Finish(LongChatState state, TextMaskRules? ofConnection)
    {
        ChatReply reply = _joinsArrays ? JoinArrays(state.Answers, ofConnection)
            : state.Answers is [{ Reply: var only }] ? only
            : NewReply(
                state.Answers[^1].Reply, _words.List(state.Answers, Parts.Count, isMasked: false),
                _words.List(state.Answers, Parts.Count, isMasked: true), ofConnection);
        reply.Conversation ??= NewConversation(state.Answers[0].MaskedText, ofConnection);
        reply.SetParts(state.Parts, state.Usage);
        return reply;
    }

    private ChatReply JoinArrays(IReadOnlyList<PartAnswer> answers, TextMaskRules? ofConnection)
    {
        JsonElement[] items = [.. ArrayJoiner.Join(answers.Select(answer => Question.Schema!.FindJson(answer.Reply)))];
        string json = "[" + string.Join(",", items.Select(JsonText.Write)) + "]";
        ChatReply reply = NewReply(answers[^1].Reply, json, json, ofConnection, finishReason: "stop");
        reply.Value = items.Select(JsonObjectConverter.ToObject).ToArray();
        return reply;
    }

    // No single request brought this.
    private ChatReply NewReply(ChatReply last, string text, string masked, TextMaskRules? ofConnection, string? finishReason = null)
    {
        GigaChatConversation conversation = NewConversation(masked, ofConnection);
        return new ChatReply
        {
            Text = text,
            Model = last.Model,
            FinishReason = finishReason,
            ApiVersion = last.ApiVersion,
            Source = Question.Source,
            SessionId = conversation.SessionId,
            Conversation = conversation,
        };
    }

    // With the question without the material, and its answer.
    private GigaChatConversation NewConversation(string masked, TextMaskRules? ofConnection)
    {
        TextMasker masker = Question.CreateMasker(ofConnection);
        GigaChatConversation conversation = GigaChatConversation.NewMasked(Question.SystemPrompt, masker, Question.Model);
        conversation.Add(
            [
                new ChatMessage(ChatMessage.User, masker.Mask(Question.Prompt)),
                new ChatMessage(ChatMessage.Assistant, masker.Mask(masked)),
            ],
            usage: null, offered: null);
        return conversation;
    }

    /// <summary>What came of one request; number 0 for an answer that needed none.</summary>
    private sealed record Outcome(int Number, PartAnswer? Answer, GigaChatException? Error);
}
