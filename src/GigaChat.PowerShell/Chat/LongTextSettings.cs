namespace GigaChat.Commands.Chat;

/// <summary>What becomes of material that a request has no room for.</summary>
/// <param name="Action">The value of -WhenTooLong.</param>
/// <param name="MaximumInput">The value of -MaximumInputToken; null for what the model takes.</param>
/// <param name="ThrottleLimit">Requests at a time.</param>
internal sealed record LongTextSettings(WhenTooLong Action, int? MaximumInput, int ThrottleLimit)
{
    /// <summary>Material may be longer than any request: what comes piped may have more characters.</summary>
    public bool TakesMore => Action != WhenTooLong.Error;

    /// <summary>Whether the length is looked at before. Else the service decides what is too long, and nothing is counted.</summary>
    public bool IsAsked => TakesMore || MaximumInput is not null;
}
