using System.Management.Automation;
using GigaChat.Commands.Connection;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Masking;
using GigaChat.Commands.Models;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Signs in to GigaChat and keeps the connection for the process.</summary>
[Cmdlet(VerbsCommunications.Connect, "GigaChat", DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(GigaChatConnection))]
public sealed class ConnectGigaChatCommand : ConnectionSignInCommand
{
    /// <summary>The model of prompts that name none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ChatModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>Instructions for the model, for prompts, batches and chats that name none.</summary>
    [Parameter]
    [LinesTransformation]
    [ValidateNotNullOrEmpty]
    public string? SystemPrompt { get; set; }

    /// <summary>The version of the chat API: Auto takes version 1 until something is asked for that only version 2 has.</summary>
    [Parameter]
    public ChatApiVersion? ApiVersion { get; set; }

    /// <summary>Requests at a time. The scope decides where it is not given: 1 for Personal, else 10.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? MaximumConcurrency { get; set; }

    /// <summary>X-Session-ID of requests outside a conversation.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SessionId { get; set; }

    /// <summary>X-Client-ID: the service ties files to it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UserId { get; set; }

    /// <summary>The name under which the connection is kept.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = GigaChatOptions.DefaultName;

    /// <summary>Once so many tokens were charged, requests that cost any are refused before they are sent.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? TokenBudget { get; set; }

    /// <summary>A file to which a line of JSON is appended for each request.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidatePath]
    public string? LogPath { get; set; }

    /// <summary>Writes what is sent and answered to the log as well, after masking.</summary>
    [Parameter]
    public SwitchParameter LogBody { get; set; }

    /// <summary>What prompts and texts of this connection mask: kinds of text, or dictionaries of names and regular expressions.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MaskCompleter))]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public object[]? Mask { get; set; }

    /// <summary>Does not try the connection with a request for the list of models.</summary>
    [Parameter]
    public SwitchParameter SkipValidation { get; set; }

    /// <summary>Writes the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        GigaChatConnection connection = GetOrFail(Name, Connect);
        if (PassThru)
            WriteObject(connection);
    }

    private GigaChatConnection Connect()
    {
        ReadVault();
        if (AuthorizationKey is not null && TypedKey.IsOnCommandLine(this, AuthorizationKey))
            WriteWarning(CmdletMessages.KeyOnCommandLine);
        EnvironmentSettings environment = ReadEnvironment();
        GigaChatOptions options = ReadOptions(environment, new GigaChatOptions());
        options = options with
        {
            Name = Name,
            Model = Model ?? environment.Model ?? options.Model,
            SystemPrompt = SystemPrompt,
            ApiVersion = ApiVersion ?? environment.ApiVersion ?? options.ApiVersion,
            MaximumConcurrency = MaximumConcurrency ?? 0,
            SessionId = SessionId ?? environment.SessionId,
            UserId = UserId,
            TokenBudget = TokenBudget ?? environment.TokenBudget,
            LogPath = LogPath is null ? environment.LogPath : PathResolver.ForWriting(this, LogPath),
            LogBodies = LogBody,
            Mask = MaskInput.Read(Mask),
        };
        if (LogBody && options.LogPath is null)
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, CmdletMessages.LogBodyNeedsPath);
        GigaChatCredential credential = AwaitBlocking(() => ReadSignIn(environment))
            ?? (EnvironmentFile is null ? TypedKey.Ask(Host) : null)
            ?? throw new GigaChatException(GigaChatErrorKind.NotConnected, ConnectionMessages.NothingToSignInWith);
        GigaChatConnection connection = AwaitBlocking(() => ConnectionRegistry.Create(options, credential));
        bool isKept = false;
        try
        {
            this.WriteTrustNotices(connection);
            Await(token => connection.SignInAsync(CreateCallOptions(), token));
            if (!SkipValidation && Await(token => connection.ValidateAsync(CreateCallOptions(), token)) is { } found)
                WriteWarning(Advice.Complete(found));
            ConnectionRegistry.Add(connection);
            isKept = true;
            return connection;
        }
        finally
        {
            // Also where the pipeline ends at a line of -Verbose: the key is cleared, the sockets are closed.
            if (!isKept)
                connection.Dispose();
        }
    }
}
