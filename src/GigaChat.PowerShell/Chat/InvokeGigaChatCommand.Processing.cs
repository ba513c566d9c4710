using GigaChat.Commands.Chat;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Masking;

namespace GigaChat.Commands;

/// <content>The steps of the pipeline.</content>
public sealed partial class InvokeGigaChatCommand
{
    private ChatInput? _input;
    private ChatOutput? _output;
    private ChatPreview? _preview;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var host = new ChatHost(this);
        ChatInputSettings input = CreateInputSettings();
        ChatOutputSettings output = CreateOutputSettings();
        FunctionSettings functions = CreateFunctionSettings();
        LongTextSettings longTexts = CreateLongTextSettings();
        FailOn(ChatParameterRules.FindConflict(input, output), null);
        var attachments = new AttachmentInput(host);
        attachments.Resolve(Attachment ?? []);
        FailOn(ChatParameterRules.FindConflict(functions, input, output), Function ?? Schema);
        FailOn(ChatParameterRules.FindConflict(longTexts, functions, input, output), null);
        ChatFunctions prepared = GetOrFail(Function ?? Schema, () => new ChatFunctions(functions, host));
        if (ThrottleLimit is null && !this.IsWhatIf() && ChatParameterRules.AllowsSeveral(functions, input, output))
        {
            output = output with { ThrottleLimit = ActiveConnection.MaximumConcurrency };
            longTexts = longTexts with { ThrottleLimit = ActiveConnection.MaximumConcurrency };
        }
        TextMaskRules? ofConnection = this.IsWhatIf() ? MaskInput.OfConnection(Connection) : ActiveConnection.Mask;
        if (this.IsWhatIf())
            _preview = new ChatPreview(host, Model, ofConnection, ConnectionRegistry.FindExisting(Connection)?.ApiVersion ?? default);
        else
            _output = new ChatOutput(output, host, ActiveConnection, prepared, new FunctionRunner(functions, host));
        Action<ChatRequest> send = WarnOfUploads(ofConnection, _output is null ? Preview : _output.Send);
        _input = new ChatInput(input, host, attachments, prepared, send, CreateLongTextSender(longTexts, host, ofConnection));
        if (output is { IsLastInPipeline: true, AsObject: false, AsChunk: false, IncludeInput: false })
            ReplyView.Prepare(Host, () => SessionState.PSVariable.GetValue("PSStyle"));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _input!.ProcessPaths(Path, LiteralPath);
        _input.ProcessInput(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _input!.Finish();
        _output?.Finish();
        _preview?.Finish();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Cancel();
        _output?.Dispose();
        base.Dispose(disposing);
    }

    private void Preview(ChatRequest request) => this.Try(request, () => _preview!.Show(request));

    private void FailOn(GigaChatException? conflict, object? item)
    {
        if (conflict is not null)
            Fail(conflict, item);
    }
}
