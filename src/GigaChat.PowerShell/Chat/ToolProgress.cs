using System.Management.Automation;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Chat;

/// <summary>Shows which of the service's tools is at work, on the progress stream.</summary>
/// <param name="cmdlet">Writes it, on the pipeline thread.</param>
/// <param name="title">What is being done.</param>
internal sealed class ToolProgress(ModuleCommand cmdlet, string title)
{
    private readonly int _activity = ItemProgress.NextActivityId();
    private bool _isShown;

    /// <summary>A tool has begun or ended.</summary>
    public void Show(ToolCall tool)
    {
        if (tool.Status is not null)
        {
            End();
            return;
        }
        _isShown = true;
        cmdlet.WriteProgress(new ProgressRecord(_activity, title, ToolName.Describe(tool.Name))
        {
            SecondsRemaining = tool.SecondsLeft ?? -1,
        });
    }

    /// <summary>Takes the bar away, also where the answer broke off.</summary>
    public void End()
    {
        if (!_isShown)
            return;
        _isShown = false;
        ItemProgress.WriteLast(cmdlet, new ProgressRecord(_activity, title, " ") { RecordType = ProgressRecordType.Completed });
    }
}
