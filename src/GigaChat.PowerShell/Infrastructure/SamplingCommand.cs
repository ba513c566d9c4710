using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands;

/// <summary>Base of the cmdlets whose prompts a model answers: how it chooses its words.</summary>
public abstract class SamplingCommand : TextFileCommand
{
    /// <summary>How free the answer is: 0 or more; below 0.001 it is always the same.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(0.0, double.MaxValue)]
    public double? Temperature { get; set; }

    /// <summary>The share of likely words to choose from, 0 to 1.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(0.0, 1.0)]
    public double? TopP { get; set; }

    /// <summary>The longest answer, in tokens.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxTokens { get; set; }

    /// <summary>How strongly repetitions are avoided: above 0, 1 is neutral.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(0.0, double.MaxValue)]
    public double? RepetitionPenalty { get; set; }

    /// <summary>How long a reasoning model thinks.</summary>
    [Parameter]
    [ValidateSet("Low", "Medium", "High")]
    public string? ReasoningEffort { get; set; }

    /// <summary>The values of these parameters, for a request.</summary>
    private protected SamplingOptions CreateSamplingOptions() => new()
    {
        Temperature = Temperature,
        TopP = TopP,
        MaxTokens = MaxTokens,
        RepetitionPenalty = RepetitionPenalty,
        // The service spells the values in lower case.
        ReasoningEffort = ReasoningEffort?.ToLowerInvariant(),
    };
}
