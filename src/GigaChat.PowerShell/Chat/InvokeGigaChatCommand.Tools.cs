using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Chat;

namespace GigaChat.Commands;

/// <content>The version of the chat API, and what only version 2 has.</content>
public sealed partial class InvokeGigaChatCommand
{
    /// <summary>The version of the chat API: Auto takes version 1 until something is asked for that only version 2 has.</summary>
    [Parameter]
    public ChatApiVersion? ApiVersion { get; set; }

    /// <summary>
    /// Built-in tools of the service: WebSearch, UrlContent, CodeInterpreter, ImageGeneration, Model3D, or the service's names.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ToolCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Tool { get; set; }

    /// <summary>Members that are added to the body of the request; those of parameters win.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? AdditionalField { get; set; }

    /// <summary>A regular expression that the answer has to match.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Pattern { get; set; }

    /// <summary>How many of the most probable tokens are returned for each token of the answer.</summary>
    [Parameter]
    [ValidateRange(1, 5)]
    public int? TopLogProb { get; set; }

    private ChatToolSettings CreateToolSettings() => new()
    {
        ApiVersion = ApiVersion,
        Tools = Tool is null ? null : [.. Tool.Select(ToolName.ToService).Distinct(StringComparer.Ordinal)],
        AdditionalFields = AdditionalField is null ? null : GetOrFail(AdditionalField, () => ChatHost.FormatJson(AdditionalField)),
        Pattern = Pattern,
        TopLogProb = TopLogProb,
    };
}
