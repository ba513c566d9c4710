using System.Globalization;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// What helps in PowerShell, after what the client says of the service: which parameter to change, which cmdlet to call.
/// The texts are found by the key of the client's text, and have its values for their places.
/// </summary>
internal static class Advice
{
    // Errors whose way a diagnosis shows; a step of that diagnosis has no use for the hint.
    private static readonly HashSet<string> Diagnosable
        = [nameof(Messages.GatewayRefused), "Trust" + nameof(TrustMessages.AdviceSuspicious)];

    /// <summary>Adds the advice to an error, so that its message ends with it.</summary>
    public static void AddTo(GigaChatException error) => error.Advice ??= For(error.Text);

    /// <summary>A step of a diagnosis, its advice completed.</summary>
    public static ConnectionCheck AddTo(ConnectionCheck check)
        => check.AdviceText is { } text && Find(text) is { } advice ? check with { Advice = GigaChatException.Join(text, advice) } : check;

    /// <summary>A text of the client, its advice after it.</summary>
    public static string Complete(LocalizedMessage message)
        => For(message) is { } advice ? GigaChatException.Join(message, advice) : message;

    /// <summary>The advice for a text of the client; null where there is none.</summary>
    public static string? For(LocalizedMessage message)
    {
        string? advice = Find(message);
        if (message.Key is null || !Diagnosable.Contains(message.Key))
            return advice;
        return advice is null ? CmdletMessages.DiagnosisHelps : GigaChatException.Join(advice, CmdletMessages.DiagnosisHelps);
    }

    private static string? Find(LocalizedMessage message)
        => message.Key is { } key && AdviceMessages.ResourceManager.GetString(key, CultureInfo.CurrentUICulture) is { } text
            ? Localized.Format(text, [.. message.Arguments])
            : null;
}
