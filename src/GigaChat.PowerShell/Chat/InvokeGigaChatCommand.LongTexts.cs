using System.Management.Automation;
using GigaChat.Commands.Chat;

namespace GigaChat.Commands;

/// <content>Material that one request has no room for.</content>
public sealed partial class InvokeGigaChatCommand
{
    /// <summary>
    /// What happens with material that is too long: Error; Split asks about each part and makes one answer; KeepEnd and KeepStart send its
    /// end or its beginning.
    /// </summary>
    [Parameter]
    public WhenTooLong WhenTooLong { get; set; }

    /// <summary>
    /// The tokens of one request at most, instructions and prompt included; without it what the model takes, less room for the answer.
    /// </summary>
    [Parameter]
    [ValidateRange(100, int.MaxValue)]
    public int? MaximumInputToken { get; set; }

    private LongTextSettings CreateLongTextSettings() => new(
        WhenTooLong, MaximumInputToken, ThrottleLimit ?? 1);

    private LongTextSender? CreateLongTextSender(LongTextSettings settings, ChatHost host, TextMaskRules? ofConnection)
    {
        if (!settings.IsAsked)
            return null;
        if (_preview is { } preview)
            return new LongTextSender(settings, host, TokenEstimate.CountAsync, preview.Show, preview.ShowParts, ofConnection);
        CallOptions options = CreateCallOptions();
        TokenCounting count = async (texts, token) =>
            [.. (await ActiveConnection.CountTokensAsync(texts, Model, options, token).ConfigureAwait(false))
                .Select(static item => item.Tokens)];
        var parts = new LongChatOutput(ActiveConnection, settings.ThrottleLimit, host, host, _output!);
        return new LongTextSender(settings, host, count, _output!.Send, parts.Ask, ofConnection);
    }
}
