using GigaChat.Commands.Chat;
using GigaChat.Resources;

namespace GigaChat.Commands.Tests.Chat;

public sealed class ChatParameterRulesTests
{
    private static readonly ChatInputSettings Input = new() { Prompt = "Привет" };
    private static readonly ChatInputSettings Open = new() { Conversation = new GigaChatConversation() };
    private static readonly ChatOutputSettings Output = new();
    private static readonly FunctionSettings NoFunctions = new();
    private static readonly FunctionSettings WithResult = new() { HasResult = true };

    [Fact]
    public void Parameters_that_agree_have_no_conflict()
    {
        ChatOutputSettings throttled = Output with { ThrottleLimit = 5 };
        Assert.Null(ChatParameterRules.FindConflict(Input with { PerItem = true, SystemPrompt = "Кратко" }, throttled));
        Assert.Null(ChatParameterRules.FindConflict(Input with { HasPaths = true, Together = true }, Output with { Stream = true }));
        Assert.Null(ChatParameterRules.FindConflict(Open, Output with { AsChunk = true }));
        Assert.Null(ChatParameterRules.FindConflict(NoFunctions with { Functions = ["Get-Date"], Invoke = true }, Input, Output));
        Assert.Null(ChatParameterRules.FindConflict(NoFunctions with { Schema = "{}" }, Input, throttled with { AsObject = true }));
        Assert.Null(ChatParameterRules.FindConflict(WithResult with { Invoke = true }, Open, Output));
        Assert.Null(ChatParameterRules.FindConflict(WithResult, new ChatInputSettings { IsPiped = true }, Output));
    }

    [Fact]
    public void Contradictions_of_input_and_output_are_found()
    {
        ChatOutputSettings throttled = Output with { ThrottleLimit = 2 };
        Refused(CmdletMessages.PerItemAndTogether, Input with { PerItem = true, Together = true }, Output);
        Refused(CmdletMessages.StreamAndAsChunk, Input, Output with { Stream = true, AsChunk = true });
        Refused(Messages.SystemPromptInConversation, Open with { SystemPrompt = "Кратко" }, Output);
        Refused(CmdletMessages.ThrottleNeedsWholeReplies, Input, throttled with { Stream = true });
        Refused(CmdletMessages.ThrottleNeedsWholeReplies, Input, throttled with { AsChunk = true });
        Refused(CmdletMessages.ThrottleNeedsWholeReplies, Open, throttled);
        var files = new ChatInputSettings { HasPaths = true, Prompt = " " };
        Refused(CmdletMessages.FilesNeedPrompt, files, Output, GigaChatErrorKind.PromptRequired);

        static void Refused(
            string message, ChatInputSettings input, ChatOutputSettings output, GigaChatErrorKind kind = GigaChatErrorKind.InvalidRequest)
        {
            GigaChatException error = Assert.IsType<GigaChatException>(ChatParameterRules.FindConflict(input, output));
            Assert.Equal((kind, message), (error.Kind, error.Message));
        }
    }

    [Fact]
    public void Contradictions_of_functions_and_schema_are_found()
    {
        FunctionSettings invoked = new() { Functions = ["Get-Date"], Invoke = true };
        Refused(FunctionCmdletMessages.InvokeNeedsFunction, NoFunctions with { Invoke = true }, Input, Output);
        Refused(FunctionCmdletMessages.ThrottleWithoutFunctions, invoked, Input, Output with { ThrottleLimit = 2 });
        Refused(FunctionCmdletMessages.ThrottleWithoutFunctions, WithResult, Open, Output with { ThrottleLimit = 2 });
        Refused(FunctionCmdletMessages.AsObjectNeedsSchema, NoFunctions, Input, Output with { AsObject = true });
        ChatOutputSettings both = Output with { AsObject = true, AsChunk = true };
        Refused(FunctionCmdletMessages.AsObjectAndAsChunk, NoFunctions with { Schema = "{}" }, Input, both);
        Refused(FunctionCmdletMessages.ResultInsteadOfPrompt, WithResult, Open with { Prompt = " " }, Output);
        Refused(FunctionCmdletMessages.ResultInsteadOfPrompt, WithResult, Open with { HasPaths = true }, Output);
        Refused(FunctionCmdletMessages.ResultNeedsConversation, WithResult, new ChatInputSettings(), Output);

        static void Refused(string message, FunctionSettings functions, ChatInputSettings input, ChatOutputSettings output)
        {
            GigaChatException error = Assert.IsType<GigaChatException>(ChatParameterRules.FindConflict(functions, input, output));
            Assert.Equal((GigaChatErrorKind.InvalidRequest, message), (error.Kind, error.Message));
        }
    }
}
