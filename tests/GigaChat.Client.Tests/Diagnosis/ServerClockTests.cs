using GigaChat.Core;
using GigaChat.Diagnosis;

namespace GigaChat.Tests.Diagnosis;

public sealed class ServerClockTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, false)]
    [InlineData(5, false)]
    [InlineData(-5, false)]
    [InlineData(6, true)]
    [InlineData(-6, true)]
    [InlineData(60 * 24 * 400, true)]
    public void A_clock_that_is_minutes_off_is_wrong(int minutes, bool isWrong)
    {
        string? advice = Clock("Linux").GetAdvice(Now.AddMinutes(minutes));
        Assert.Equal(isWrong, advice is not null);
        if (isWrong)
            Assert.StartsWith(
                "The clock of this computer shows 2026-11-21 03:00 UTC, "
                + $"the server's shows {Now.AddMinutes(minutes):yyyy-MM-dd HH:mm} UTC.", advice,
                StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Windows", "w32tm /resync")]
    [InlineData("Linux", "timedatectl set-ntp true")]
    [InlineData("MacOS", "sudo sntp -sS time.apple.com")]
    public void The_command_is_that_of_the_platform(string platform, string command)
        => Assert.EndsWith(command, Clock(platform).GetAdvice(Now.AddDays(1)), StringComparison.Ordinal);

    [Fact]
    public void Dates_of_a_certificate_are_the_clocks_fault_or_the_owners()
    {
        Assert.Contains("Set it: ", Clock("Linux").GetCertificateDateAdvice(Now.AddYears(1)), StringComparison.Ordinal);
        Assert.Contains(
            "only its owner can replace it", Clock("Linux").GetCertificateDateAdvice(Now.AddSeconds(20)), StringComparison.Ordinal);
        Assert.StartsWith(
            "Check the clock and time zone of this computer", Clock("Linux").GetCertificateDateAdvice(null), StringComparison.Ordinal);
    }

    private static ServerClock Clock(string platform) => new(new FixedTime(Now), Enum.Parse<HostPlatform>(platform));
}
