using System.Management.Automation;

namespace GigaChat.Commands;

/// <summary>Asks for each text whether a person or a model wrote it, and which parts.</summary>
[Cmdlet(VerbsDiagnostic.Test, "GigaChatAIText", DefaultParameterSetName = TextSet)]
[OutputType(typeof(AITextCheck))]
public sealed class TestGigaChatAITextCommand : TextInputCommand
{
    /// <summary><para type="description">GigaCheckDetection also tells the parts; GigaCheckClassification judges a text as a whole.</para></summary>
    [Parameter]
    [ArgumentCompleter(typeof(AICheckModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string Model { get; set; } = AiCheckEndpoint.DefaultModel;

    /// <inheritdoc/>
    protected override void Take(string text, object? source)
    {
        CallOptions options = NewCall();
        WriteObject(Await(token => ActiveConnection.CheckTextAsync(text, source, Model, options, token)));
    }
}
