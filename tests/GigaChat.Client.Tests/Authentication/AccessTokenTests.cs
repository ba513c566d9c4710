using GigaChat.Authentication;
using GigaChat.Wire;

namespace GigaChat.Tests.Authentication;

public sealed class AccessTokenTests
{
    [Theory]
    [InlineData(1_790_000_000L)]
    [InlineData(1_790_000_000_000L)]
    public void Seconds_and_milliseconds_are_told_apart(long wire)
        => Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000), WireTime.From(wire));

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(0)]
    public void No_number_breaks_it(long wire) => Assert.True(WireTime.From(wire) >= DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_token_is_renewed_a_minute_early()
    {
        DateTimeOffset end = DateTimeOffset.UnixEpoch.AddHours(1);
        var token = new AccessToken("t", end);
        Assert.True(token.IsUsable(end.AddSeconds(-61)));
        Assert.False(token.IsUsable(end.AddSeconds(-60)));
        Assert.True(new AccessToken("t", null).IsUsable(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void It_does_not_show_its_value()
        => Assert.DoesNotContain("geheim", new AccessToken("geheim", DateTimeOffset.UnixEpoch).ToString(), StringComparison.Ordinal);
}
