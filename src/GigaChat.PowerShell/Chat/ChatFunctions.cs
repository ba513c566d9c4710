using System.Management.Automation;
using GigaChat.Commands.Functions;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>What Invoke-GigaChat was told about functions and about the form of the answer, ready for requests.</summary>
internal sealed class ChatFunctions
{
    private readonly Type? _type;

    /// <exception cref="GigaChatException">A function or schema that cannot be used.</exception>
    public ChatFunctions(InvokeGigaChatCommand cmdlet)
    {
        if (Problem(cmdlet) is { } problem)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, problem);
        if (cmdlet.Function is { } given)
        {
            int blocks = 0;
            Offered = [.. given.Select(item => FunctionFactory.Make(cmdlet, item, item.Unwrap() is ScriptBlock && ++blocks > 1 ? FunctionFactory.BlockName + blocks : FunctionFactory.BlockName))];
        }
        Choice = cmdlet.FunctionChoice switch
        {
            null => null,
            { } word when word.Equals("Auto", StringComparison.OrdinalIgnoreCase) || word.Equals("None", StringComparison.OrdinalIgnoreCase) => word.ToLowerInvariant(),
            // The name of the command will do, whatever the model knows it by.
            { } name => Offered?.FirstOrDefault(function => IsCalled(function, name))?.Name ?? name,
        };
        Result = cmdlet.HasFunctionResult ? FunctionResultFormatter.From([cmdlet.FunctionResult]) : null;
        if (cmdlet.Schema is { } schema)
        {
            Schema = new ResponseSchema(SchemaInput.Read(cmdlet, schema));
            _type = schema.Unwrap() as Type;
        }
    }

    public IReadOnlyList<GigaChatFunction>? Offered { get; }

    public string? Choice { get; }

    /// <summary>The result of the call that the conversation ends with, as JSON.</summary>
    public string? Result { get; }

    public ResponseSchema? Schema { get; }

    /// <summary>Makes the answer's value what PowerShell works with: its own objects, or one of the class that was given.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.ResponseInvalid"/>: the class does not take it.</exception>
    public void Finish(ChatReply reply)
    {
        if (Schema is null || reply.FunctionCall is not null)
            return;
        try
        {
            reply.Value = StructuredOutputConverter.To(_type ?? typeof(object), reply.Value);
        }
        catch (Exception e) when (e is RuntimeException or System.Reflection.TargetInvocationException or MissingMethodException or ArgumentException)
        {
            throw new ChatException(GigaChatErrorKind.ResponseInvalid, Localized.Format(FunctionCmdletMessages.AnswerNotOfType, _type?.Name, e.GetBaseException().Message), e)
            {
                RequestId = reply.RequestId,
                PartialReply = reply,
            };
        }
    }

    private static string? Problem(InvokeGigaChatCommand cmdlet)
        => cmdlet.InvokeFunction && cmdlet.Function is null && !cmdlet.HasFunctionResult ? FunctionCmdletMessages.InvokeNeedsFunction
            : cmdlet.ThrottleLimit > 1 && (cmdlet.InvokeFunction || cmdlet.HasFunctionResult) ? FunctionCmdletMessages.ThrottleWithoutFunctions
            : cmdlet.AsObject && cmdlet.Schema is null ? FunctionCmdletMessages.AsObjectNeedsSchema
            : cmdlet.AsObject && cmdlet.AsChunk ? FunctionCmdletMessages.AsObjectAndAsChunk
            : !cmdlet.HasFunctionResult ? null
            : !string.IsNullOrEmpty(cmdlet.Prompt) || cmdlet.ParameterSetName != ChatInput.PipelineSet ? FunctionCmdletMessages.ResultInsteadOfPrompt
            : cmdlet.Conversation is null && !cmdlet.MyInvocation.ExpectingInput && !cmdlet.MyInvocation.BoundParameters.ContainsKey(nameof(cmdlet.InputObject)) ? FunctionCmdletMessages.ResultNeedsConversation
            : null;

    private static bool IsCalled(GigaChatFunction function, string name)
        => name.Equals(function.Name, StringComparison.OrdinalIgnoreCase) || name.Equals(function.Command, StringComparison.OrdinalIgnoreCase);
}
