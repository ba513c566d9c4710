using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Markdown;

namespace GigaChat.Commands.Views;

/// <summary>
/// Text for the screen as it arrives: on the information stream, as Write-Host writes it. Where the stream leads elsewhere, to a job, to
/// another machine or to 6&gt;&amp;1, its records have no styles; but Receive-Job and a console show them as they are, without a view, so
/// control characters are code points in them too. Only where the host itself writes to a file or a program the text is left as it came.
/// </summary>
internal sealed class HostTextWriter : IHostTextWriter
{
    private static readonly string[] HostTags = ["PSHOST"];
    private readonly PSCmdlet _cmdlet;
    private readonly Screen _screen;
    private readonly TextStream? _stream;
    private object? _source;
    private string? _prompt;
    private bool _isLineOpen;

    /// <summary>Prepares for text.</summary>
    /// <param name="cmdlet">The owner of the stream.</param>
    public HostTextWriter(PSCmdlet cmdlet)
    {
        _cmdlet = cmdlet;
        IsVisible = PowerShellInternals.IsInformationVisible(cmdlet);
        _screen = Screen.Of(cmdlet.Host, cmdlet.SessionState.PSVariable.GetValue("PSStyle"));
        if (!_screen.IsRedirected)
            _stream = new TextStream(text => Write(text, endLine: false), _screen.Width, IsVisible ? _screen.Palette : null);
    }

    /// <summary>False where the stream leads elsewhere: 6&gt;$null, 6&gt;&amp;1, -InformationAction Ignore, in a job.</summary>
    public bool IsVisible { get; }

    /// <inheritdoc/>
    public bool IsLineOpen => _stream?.IsLineOpen ?? _isLineOpen;

    /// <inheritdoc/>
    public void Begin(object? source, string? prompt) => (_source, _prompt) = (source, prompt);

    /// <inheritdoc/>
    public void Write(string text)
    {
        if (_stream is null)
        {
            Write(text, endLine: false);
            _isLineOpen = text.Length > 0 ? !text.EndsWith('\n') : _isLineOpen;
            return;
        }
        string? folder = _source is null || !IsVisible ? null : _cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        if (IsVisible && ReplyView.Header(_source, _prompt, folder, _screen) is { } header)
            Write(header, endLine: true);
        _source = null;
        _stream.Append(text);
    }

    /// <inheritdoc/>
    public void Finish() => _stream?.Finish();

    /// <inheritdoc/>
    public void EndLine()
    {
        Finish();
        if (IsLineOpen)
            Write("", endLine: true);
        _isLineOpen = false;
        _stream?.ForgetLine();
    }

    private void Write(string text, bool endLine)
        => _cmdlet.WriteInformation(new HostInformationMessage { Message = text, NoNewLine = !endLine }, HostTags);
}
