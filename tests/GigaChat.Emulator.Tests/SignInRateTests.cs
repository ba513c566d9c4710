using GigaChat.Emulator.Hosting;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

public class SignInRateTests : EmulatorTest
{
    private readonly ManualTime _time = new();

    protected override EmulatorOptions Options => new() { Time = _time };

    [Fact]
    public async Task Ten_sign_ins_a_second_are_let_in()
    {
        for (var i = 0; i < 10; i++)
            Assert.Equal(200, await StatusAsync());
        Assert.Equal(429, await StatusAsync());

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, await StatusAsync());
    }

    [Fact]
    public async Task The_rate_can_be_switched_off()
    {
        Host.Settings.SignInRateLimit = false;
        for (var i = 0; i < 12; i++)
            Assert.Equal(200, await StatusAsync());
    }

    [Fact]
    public async Task A_token_ends_with_its_time()
    {
        SignIn();
        _time.Advance(TimeSpan.FromMinutes(29));
        using var alive = await GetAsync("/models");
        Assert.Equal(200, (int)alive.StatusCode);

        _time.Advance(TimeSpan.FromMinutes(1));
        using var ended = await GetAsync("/models");
        await AssertAnswerAsync(ended, 401, """{"status":401,"message":"Token has expired"}""");
    }

    private async Task<int> StatusAsync()
    {
        using var response = await OAuthAsync();
        return (int)response.StatusCode;
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;

        public override DateTimeOffset GetUtcNow() => new(_ticks, TimeSpan.Zero);

        public override long GetTimestamp() => _ticks;
    }
}
