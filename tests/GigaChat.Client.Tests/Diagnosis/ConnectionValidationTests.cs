using GigaChat.Emulator.Faults;

namespace GigaChat.Tests.Diagnosis;

public sealed class ConnectionValidationTests : ConnectedTest
{
    [Fact]
    public async Task A_good_connection_is_nothing_to_speak_of_and_its_request_is_not_counted()
    {
        Assert.Null(await Connection.ValidateAsync(null, Cancellation));
        Assert.Equal(0, Connection.RequestCount);
        Assert.Equal("/v1/models", Host.Requests.All[^1].Path);
    }

    [Theory]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task A_refusal_of_the_service_shows_that_it_was_reached(int status)
    {
        Host.Faults.Add(new Fault(FaultKind.Status, FaultTarget.Models, Status: status));
        LocalizedMessage? found = await Connection.ValidateAsync(null, Cancellation);
        Assert.Equal("ConnectionModelsNotRead", found?.Key);
    }

    [Fact]
    public async Task A_page_with_status_200_is_no_answer_of_the_service()
    {
        Host.Faults.Add(new Fault(FaultKind.Html, FaultTarget.Models, Status: 200));
        var error = await Assert.ThrowsAsync<GigaChatException>(() => Connection.ValidateAsync(null, Cancellation));
        Assert.Equal("AnswerIsTitledPage", error.Detail);
    }

    [Fact]
    public async Task A_model_that_is_not_listed_is_named_with_some_that_are()
    {
        GigaChatConnection connection = NewConnection(static options => options with { Model = "нет\u001b[2Jтакой" });
        LocalizedMessage? found = await connection.ValidateAsync(null, Cancellation);
        Assert.Equal("ConnectionModelNotListed", found?.Key);
        Assert.Contains("GigaChat-2-Max", found!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", found.Text, StringComparison.Ordinal);
    }
}
