using System.Text;
using GigaChat.Masking;

namespace GigaChat.Chat;

/// <summary>
/// Masks what an exchange sends and puts back in answers what the marks stand for. Conversations keep the marks: what was masked is in
/// none of their messages.
/// </summary>
internal sealed class ChatMasking
{
    private readonly ChatRequest _request;
    private readonly TextMasker _masker;
    private readonly JsonMasker _json;

    /// <summary>Prepares for a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="conversation">Its conversation, which has the marks.</param>
    /// <param name="ofConnection">What the connection masks; null for nothing.</param>
    public ChatMasking(ChatRequest request, GigaChatConversation conversation, TextMaskRules? ofConnection)
    {
        _request = request;
        _masker = request.CreateMasker(conversation, ofConnection);
        _json = new JsonMasker(_masker);
    }

    /// <summary>What is masked.</summary>
    public TextMaskRules Rules => _masker.Rules;

    private bool IsOn => Rules.IsOn;

    /// <summary>A text as it is sent.</summary>
    public string Mask(string text, CancellationToken cancellationToken) => _masker.Mask(text, cancellationToken);

    /// <summary>Messages as they are sent. Those that were sent already stay as they are: marks are not masked again.</summary>
    public IReadOnlyList<ChatMessage> Mask(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
        => IsOn ? [.. messages.Select(message => Mask(message, cancellationToken))] : messages;

    /// <summary>The result of a function, the text of a JSON object, as it is sent.</summary>
    public string MaskResult(string json) => IsOn ? _json.Mask(json) : json;

    /// <summary>A whole body: descriptions, schemas and added fields are masked as well. Its messages are by then.</summary>
    public byte[] MaskBody(byte[] json) => IsOn ? MaskProtocol(json) : json;

    /// <summary>
    /// Puts back the marks of a streamed text; null where they stay, and where nothing was masked: no piece is held back then.
    /// </summary>
    public MarkReader? NewReader() => _request.KeepMarks || _masker.Table.IsEmpty ? null : _masker.NewReader(IsJson);

    /// <summary>An answer as its caller sees it, but for the calls of functions.</summary>
    public ReceivedAnswer Restore(ReceivedAnswer answer) => _request.KeepMarks ? answer : answer with
    {
        Text = _masker.Restore(answer.Text, IsJson),
        Reasoning = answer.Reasoning is null ? null : _masker.Restore(answer.Reasoning),
    };

    /// <summary>The call of a function with what the marks in its arguments stand for.</summary>
    public FunctionCall Restore(FunctionCall call) => _masker.Marks.Count == 0 ? call : call.WithArguments(_masker.RestoreJson);

    /// <summary>An error whose quotations have what their marks stand for; the same one where there are none.</summary>
    public GigaChatException Restore(GigaChatException error)
    {
        LocalizedMessage text = Restore(error.Text);
        if (ReferenceEquals(text, error.Text) || error is ChatException)
            return error;
        return new GigaChatException(error.Kind, text, error.InnerException)
        {
            StatusCode = error.StatusCode,
            ServiceCode = error.ServiceCode,
            ServiceMessage = error.ServiceMessage is { } message ? _masker.Restore(message) : null,
            RequestId = error.RequestId,
            RecommendedAction = error.RecommendedAction,
        };
    }

    /// <summary>A text whose quotations have what their marks stand for; the same one where there are none.</summary>
    public LocalizedMessage Restore(LocalizedMessage message)
    {
        string text = _masker.Restore(message.Text);
        return ReferenceEquals(text, message.Text) || text == message.Text ? message : message with { Text = text };
    }

    private byte[] MaskProtocol(byte[] json)
        => Encoding.UTF8.GetBytes(new JsonMasker(_masker, isProtocol: true).Mask(Encoding.UTF8.GetString(json), "messages"));

    // An answer in a form is JSON: a value with a quotation mark in it must not end its text.
    private bool IsJson => _request.Schema is not null;

    private ChatMessage Mask(ChatMessage message, CancellationToken cancellationToken)
    {
        string content = message.Role == ChatMessage.Function && Wire.JsonText.TryParse(message.Content) is not null
            ? _json.Mask(message.Content) : _masker.Mask(message.Content, cancellationToken);
        if (message.FunctionCalls is not { } calls)
            return content == message.Content ? message : message with { Content = content };
        return message with { Content = content, SeveralCalls = [.. calls.Select(call => call.WithArguments(json => _json.Mask(json)))] };
    }
}
