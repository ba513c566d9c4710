using GigaChat.Commands.Functions;

namespace GigaChat.Commands.Tests.Functions;

public sealed class CommandFunctionNameTests
{
    [Theory]
    [InlineData("Get-Disk", "Get-Disk")]
    [InlineData("Az.Storage_1", "Az.Storage_1")]
    [InlineData("Получить-Диск", "Poluchit-Disk")]
    [InlineData("Щука-Ёж", "Shchuka-Ezh")]
    [InlineData("7zip", "f_7zip")]
    [InlineData("global:x y", "global_x_y")]
    [InlineData("%", "f__")]
    public void A_command_becomes_a_name_that_the_service_takes(string command, string name)
    {
        Assert.Equal(name, CommandFunctionName.Of(command));
        // The client refuses names that the service would refuse.
        Assert.Equal(name, new GigaChatFunction(CommandFunctionName.Of(command)).Name);
    }
}
