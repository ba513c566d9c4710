using GigaChat.Http;

namespace GigaChat.Tests.Http;

public sealed class AttemptContextTests
{
    private static readonly CallOptions Options = new() { Bodies = static _ => { } };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_bodies_of_a_sign_in_are_never_reported(bool isSensitive)
    {
        var attempt = new AttemptContext(
            new ServiceRequest(HttpMethod.Post, "") { IsSensitive = isSensitive }, Options, TimeSpan.FromSeconds(1));
        Assert.Equal(isSensitive, attempt.Bodies is null);
    }
}
