using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Diagnosis;

/// <summary>Compares this machine's clock with a server's; the Date header of an answer has it.</summary>
internal sealed class ServerClock(TimeProvider time, HostPlatform platform)
{
    // A Date is whole seconds old and travelled; tokens last 30 minutes and are renewed a minute early.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>What to do about certificates that are not valid by this machine's clock.</summary>
    /// <param name="server">What the server's clock says; null where no answer had a Date.</param>
    public LocalizedMessage GetCertificateDateAdvice(DateTimeOffset? server) => server is null
        ? LocalizedMessage.Of(TrustMessages.AdviceClock)
        : GetAdvice(server.Value) ?? LocalizedMessage.Of(DiagnosisMessages.ClockRight);

    /// <summary>What to do about this machine's clock; null where it is right.</summary>
    /// <param name="server">What the server's clock says.</param>
    public LocalizedMessage? GetAdvice(DateTimeOffset server)
    {
        DateTimeOffset now = time.GetUtcNow();
        return (now - server).Duration() <= Tolerance ? null
            : Localized.Format(DiagnosisMessages.ClockWrong, UtcText.Minute(now), UtcText.Minute(server), Command);
    }

    private string Command => platform switch
    {
        HostPlatform.Windows => "w32tm /resync",
        HostPlatform.MacOS => "sudo sntp -sS time.apple.com",
        _ => "timedatectl set-ntp true",
    };
}
