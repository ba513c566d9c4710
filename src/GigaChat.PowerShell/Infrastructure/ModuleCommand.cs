using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;

namespace GigaChat.Commands;

/// <summary>
/// Base of all cmdlets: what they write to the streams and ask the user. Names, ids, arguments and paths in these texts come from the
/// service, from the model and from files, so every text passes <see cref="VisibleText"/> here: a terminal would carry out control
/// sequences, and a line break could make the question another one. A test finds calls that pass PowerShell's methods directly.
/// </summary>
public abstract class ModuleCommand : PSCmdlet
{
    // Characters. A target is a file or a call with its arguments; what is beyond would push the question off the screen.
    private const int MaxTargetLength = 8000;
    private const int MaxActionLength = 4000;
    private const int MaxProgressLength = 300;

    private readonly HashSet<int> _bars = [];

    /// <summary>Asks whether something may be done, as -WhatIf and -Confirm demand.</summary>
    /// <param name="target">What it is done to.</param>
    /// <param name="action">What is done; null for the name of the cmdlet.</param>
    /// <returns>True where it may be done.</returns>
    internal bool Ask(string target, string? action = null)
    {
        target = QuestionText.From(target, MaxTargetLength);
        return action is null ? ShouldProcess(target) : ShouldProcess(target, QuestionText.From(action, MaxActionLength));
    }

    /// <summary>Shows what -WhatIf asks for, as PowerShell does. For work that asks no question without -WhatIf.</summary>
    /// <param name="text">What would be done; its lines stay.</param>
    internal void ShowWhatIf(string text)
    {
        text = VisibleText.Lines(text, MaxTargetLength);
        ShouldProcess(text, text, MyInvocation.MyCommand.Name);
    }

    /// <summary>The same for a change in several steps, which are shown before the question.</summary>
    /// <param name="question">The question, of the module's own texts.</param>
    /// <param name="plan">A title and the steps, a line each.</param>
    internal bool AskAbout(string question, IEnumerable<string> plan)
    {
        string lines = ToLines(plan);
        return ShouldProcess(lines, question + "\n" + lines, MyInvocation.MyCommand.Name);
    }

    /// <summary>Asks a question that the preferences for confirmation do not settle. The answer may hold for all that follow.</summary>
    /// <param name="question">The question.</param>
    /// <param name="caption">The line above it.</param>
    /// <param name="yesToAll">Whether all is allowed; set by the answer.</param>
    /// <param name="noToAll">Whether nothing is allowed; set by the answer.</param>
    /// <returns>True where it may be done.</returns>
    internal bool AskFurther(string question, string caption, ref bool yesToAll, ref bool noToAll)
        => ShouldContinue(
            QuestionText.From(question, MaxTargetLength), QuestionText.From(caption, MaxActionLength), ref yesToAll, ref noToAll);

    /// <summary>A title and the steps below it, each on a line of its own, whatever they hold.</summary>
    internal static string ToLines(IEnumerable<string> plan)
        => string.Join("\n    ", plan.Select(static line => QuestionText.From(line, MaxTargetLength)));

    /// <summary>Writes to the verbose stream.</summary>
    internal new void WriteVerbose(string text) => base.WriteVerbose(VisibleText.Lines(text));

    /// <summary>Writes to the debug stream.</summary>
    internal new void WriteDebug(string text) => base.WriteDebug(VisibleText.Lines(text));

    /// <summary>Writes to the warning stream.</summary>
    internal new void WriteWarning(string text) => base.WriteWarning(VisibleText.Lines(text));

    /// <summary>Whether a bar of this cmdlet is shown, beside the one of this number.</summary>
    internal bool HasOtherBar(int activity) => _bars.Count > (_bars.Contains(activity) ? 1 : 0);

    /// <summary>Shows progress. Its title and status have one line each.</summary>
    internal new void WriteProgress(ProgressRecord record)
    {
        record.Activity = VisibleText.OneLine(record.Activity, MaxProgressLength);
        record.StatusDescription = VisibleText.OneLine(record.StatusDescription, MaxProgressLength);
        if (record.RecordType == ProgressRecordType.Completed)
            _bars.Remove(record.ActivityId);
        else
            _bars.Add(record.ActivityId);
        base.WriteProgress(record);
    }
}
