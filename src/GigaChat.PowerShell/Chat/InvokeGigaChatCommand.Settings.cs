using GigaChat.Commands.Chat;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Masking;

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
        TakesLongMaterial = CreateLongTextSettings().TakesMore,
        HasFunctionResult = IsBound(nameof(FunctionResult)),
        Encoding = Encoding,
        Conversation = Conversation,
        SystemPrompt = Conversation is null ? SystemPrompt ?? ConnectionRegistry.FindExisting(Connection)?.SystemPrompt
            : IsSystemPromptDefault ? null : SystemPrompt,
        IsSystemPromptDefault = IsSystemPromptDefault,
        Model = Model,
        Sampling = CreateSamplingOptions(),
        Tools = CreateToolSettings(),
        Mask = GetOrFail(Mask, () => MaskInput.Read(Mask)),
        KeepMarks = KeepMask,
    };

    private ChatOutputSettings CreateOutputSettings() => new()
    {
        Stream = Stream,
        AsChunk = AsChunk,
        AsObject = AsObject,
        IncludeInput = IncludeInput,
        ThrottleLimit = ThrottleLimit ?? 1,
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

    // A default, of the session or of the connection, gives way to what a conversation has.
    private bool IsSystemPromptDefault => SystemPrompt is null || DefaultParameter.IsDefault(this, nameof(SystemPrompt));

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
