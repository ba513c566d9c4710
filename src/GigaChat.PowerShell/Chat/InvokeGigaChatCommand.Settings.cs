using GigaChat.Commands.Chat;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands;

/// <content>The parameters as settings of the classes that do the work.</content>
public sealed partial class InvokeGigaChatCommand
{
    private const string PipelineSet = "Pipeline";

    private ChatInputSettings CreateInputSettings() => new()
    {
        Prompt = Prompt,
        PerItem = PerItem || (IncludeInput && !Together),
        Together = Together,
        HasPaths = ParameterSetName != PipelineSet,
        IsPiped = MyInvocation.ExpectingInput || IsBound(nameof(InputObject)),
        HasFunctionResult = IsBound(nameof(FunctionResult)),
        Encoding = Encoding,
        Conversation = Conversation,
        SystemPrompt = Conversation is not null && IsSystemPromptDefault ? null : SystemPrompt,
        IsSystemPromptDefault = IsSystemPromptDefault,
        Model = Model,
        Sampling = CreateSamplingOptions(),
        Tools = CreateToolSettings(),
    };

    private ChatOutputSettings CreateOutputSettings() => new()
    {
        Stream = Stream,
        AsChunk = AsChunk,
        AsObject = AsObject,
        IncludeInput = IncludeInput,
        ThrottleLimit = ThrottleLimit,
        Timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        IsLastInPipeline = MyInvocation.PipelinePosition == MyInvocation.PipelineLength,
    };

    private FunctionSettings CreateFunctionSettings() => new()
    {
        Functions = Function,
        Choice = FunctionChoice,
        Invoke = InvokeFunction,
        MaximumRounds = MaximumFunctionRound,
        // Null is a result as well, so the value does not say whether one was given.
        HasResult = IsBound(nameof(FunctionResult)),
        Result = FunctionResult,
        Schema = Schema,
        AnswerType = Schema.Unwrap() as Type,
    };

    private bool IsSystemPromptDefault => DefaultParameter.IsDefault(this, nameof(SystemPrompt));

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
