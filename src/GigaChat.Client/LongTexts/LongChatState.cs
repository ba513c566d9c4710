namespace GigaChat.LongTexts;

/// <summary>What has come of a question about long material so far.</summary>
/// <param name="expectedRequests">The requests that are expected in all.</param>
internal sealed class LongChatState(int expectedRequests)
{
    private readonly List<ChatPart> _parts = [];

    /// <summary>The parts that were asked about.</summary>
    public IReadOnlyList<ChatPart> Parts => _parts;

    /// <summary>The answers that are to become one.</summary>
    public List<PartAnswer> Answers { get; set; } = [];

    /// <summary>The tokens of all requests.</summary>
    public ChatUsage? Usage { get; private set; }

    /// <summary>Why the answers do not become one.</summary>
    public GigaChatException? Error { get; private set; }

    /// <summary>The requests that have ended.</summary>
    public int Done { get; private set; }

    /// <summary>The requests in all, as far as is known.</summary>
    public int Total => Math.Max(expectedRequests, Done);

    /// <summary>Takes in what came of a part.</summary>
    public void Add(ChatPart part, PartAnswer? answer)
    {
        _parts.Add(part);
        Done++;
        AddUsage(part.Usage);
        if (answer is not null)
            Answers.Add(answer);
    }

    /// <summary>Takes in what came of joining answers.</summary>
    public void Add(PartAnswer? answer, GigaChatException? error, bool isNew)
    {
        Error ??= error;
        if (!isNew)
            return;
        Done++;
        AddUsage(answer?.Reply.Usage ?? (error as ChatException)?.PartialReply?.Usage);
    }

    /// <summary>Makes groups of answers that are joined in one request each.</summary>
    public bool TryGroup(int room, out IReadOnlyList<PartAnswer[]> groups)
    {
        groups = [];
        try
        {
            int start = 0;
            var found = new List<PartAnswer[]>();
            foreach (int size in AnswerGroups.Make([.. Answers.Select(static answer => answer.Tokens)], room))
            {
                found.Add([.. Answers.Skip(start).Take(size)]);
                start += size;
            }
            groups = found;
            return true;
        }
        catch (GigaChatException e)
        {
            Error = e;
            return false;
        }
    }

    private void AddUsage(ChatUsage? usage) => Usage = usage is null ? Usage : (Usage ?? ChatUsage.None).Plus(usage);
}
