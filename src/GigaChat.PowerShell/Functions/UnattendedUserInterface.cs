using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using GigaChat.Core;

namespace GigaChat.Commands.Functions;

/// <summary>Writes to the session's host, and refuses whatever would read from it.</summary>
/// <param name="ui">The session's; null for a host without one.</param>
/// <param name="refuse">Makes the exception for a question.</param>
internal sealed class UnattendedUserInterface(PSHostUserInterface? ui, Func<string, Exception> refuse)
    : PSHostUserInterface, IHostUISupportsMultipleChoiceSelection
{
    private const int MaxQuestionLength = 300;

    private readonly UnattendedRawUserInterface? _rawUI = ui?.RawUI is { } raw ? new UnattendedRawUserInterface(raw, refuse) : null;

    /// <inheritdoc/>
    public override PSHostRawUserInterface? RawUI => _rawUI;

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => ui?.SupportsVirtualTerminal == true;

    /// <inheritdoc/>
    public override string ReadLine() => throw refuse(nameof(ReadLine));

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString() => throw refuse(nameof(ReadLineAsSecureString));

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
        => throw Refuse([caption, message, .. descriptions?.Select(static field => field.Name) ?? []]);

    /// <inheritdoc/>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        => throw Refuse([caption, message]);

    /// <inheritdoc/>
    public Collection<int> PromptForChoice(
        string? caption, string? message, Collection<ChoiceDescription> choices, IEnumerable<int>? defaultChoices)
        => throw Refuse([caption, message]);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
        => throw Refuse([caption, message]);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
        => throw Refuse([caption, message]);

    /// <inheritdoc/>
    public override void Write(string value) => ui?.Write(value);

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
        => ui?.Write(foregroundColor, backgroundColor, value);

    /// <inheritdoc/>
    public override void WriteLine() => ui?.WriteLine();

    /// <inheritdoc/>
    public override void WriteLine(string value) => ui?.WriteLine(value);

    /// <inheritdoc/>
    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
        => ui?.WriteLine(foregroundColor, backgroundColor, value);

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => ui?.WriteErrorLine(value);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => ui?.WriteDebugLine(message);

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => ui?.WriteVerboseLine(message);

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => ui?.WriteWarningLine(message);

    /// <inheritdoc/>
    public override void WriteInformation(InformationRecord record) => ui?.WriteInformation(record);

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record) => ui?.WriteProgress(sourceId, record);

    private Exception Refuse(IEnumerable<string?> parts)
    {
        string question = string.Join(' ', parts.Where(static part => !string.IsNullOrWhiteSpace(part)));
        return refuse(question.Length > 0 ? VisibleText.OneLine(question, MaxQuestionLength) : nameof(Prompt));
    }
}
