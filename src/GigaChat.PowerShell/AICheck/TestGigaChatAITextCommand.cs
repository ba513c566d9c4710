using System.Management.Automation;
using GigaChat.Commands.Models;

namespace GigaChat.Commands;

/// <summary>Asks for each text whether a person or a model wrote it, and which parts.</summary>
[Cmdlet(VerbsDiagnostic.Test, "GigaChatAIText", DefaultParameterSetName = TextSet)]
[OutputType(typeof(AITextCheck))]
public sealed class TestGigaChatAITextCommand : TextInputCommand
{
    /// <summary>GigaCheckDetection also finds the parts; GigaCheckClassification judges a text as a whole.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AICheckModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string Model { get; set; } = AICheckEndpoint.DefaultModel;

    /// <inheritdoc/>
    protected override void ProcessText(string text, object? source)
    {
        CallOptions options = CreateCallOptions();
        AITextCheck check = Await(token => ActiveConnection.CheckTextAsync(text, Model, options, token));
        WriteObject(check with { Source = source });
    }
}
