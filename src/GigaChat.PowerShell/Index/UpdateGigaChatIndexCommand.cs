using System.Management.Automation;
using GigaChat.Commands.Index;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Masking;
using GigaChat.Commands.Models;
using GigaChat.Commands.Serialization;
using GigaChat.Core;
using GigaChat.Index;
using GigaChat.Index.Storage;
using GigaChat.Resources;

namespace GigaChat.Commands;

/// <summary>Brings an index of documents up to date: what is new or changed is embedded, what is gone is removed.</summary>
[Cmdlet(VerbsData.Update, "GigaChatIndex", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(IndexStatus))]
public sealed class UpdateGigaChatIndexCommand : TextFileCommand
{
    private const int UsualChunkSize = 1200;

    private string? _indexPath;
    private IndexDatabase? _database;
    private IndexUpdater? _updater;
    private IndexInput? _input;
    private long _previewTokens;

    /// <summary>The file of the index; it is made where there is none.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidatePath]
    [ValidateNotNullOrEmpty]
    public string? IndexPath { get; set; }

    /// <summary>Takes the folders within folders, too.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Objects, texts or files; each is a document.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = TextInput.PipelineSet)]
    [AllowEmptyString]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>The model of the vectors; without it that of the index.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EmbeddingModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>Characters of a piece at most; without it those of the index, 1200 in a new one.</summary>
    [Parameter]
    [ValidateRange(IndexSettings.MinChunkSize, IndexSettings.MaxChunkSize)]
    public int ChunkSize { get; set; }

    /// <summary>
    /// What is masked before it is sent and stored: kinds of text, or dictionaries of names and regular expressions; an empty array for
    /// nothing. Without it what the connection masks.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(MaskCompleter))]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public object[]? Mask { get; set; }

    /// <summary>Embeds everything anew, also with another model.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes what Get-GigaChatIndex writes.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _indexPath = GetOrFail(IndexPath, () => PathResolver.ForWriting(this, IndexPath!));
        bool isPreview = this.IsWhatIf();
        if (!isPreview && !Ask(_indexPath, IndexCmdletMessages.Action))
            return;
        Run(() => Open(isPreview));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_input is null)
            return;
        if (ParameterSetName == TextInput.PipelineSet)
            Run(() => _input.Add(InputObject));
        else
            Run(() => _input.AddFiles(Recurse));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_input is null)
            return;
        Run(_input.Finish);
        WriteSummary(_updater!.Counts);
        if (PassThru && !_updater.IsPreview)
            Run(() => WriteObject(IndexSummary.Read(_indexPath!, Wait)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _input?.End();
        _database?.Dispose();
    }

    private LockWait Wait => new(stop: StopToken);

    // The index is read and written by the pipeline's thread: stopping ends its wait for another program.
    private void Run(Action action)
    {
        try
        {
            RunOrFail(_indexPath, action);
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Open(bool isPreview)
    {
        _database = !isPreview ? IndexDatabase.OpenToWrite(_indexPath!, Wait)
            : File.Exists(_indexPath) ? IndexDatabase.OpenToRead(_indexPath, Wait) : IndexDatabase.CreateEmpty();
        var store = new DocumentStore(_database);
        int? size = ChunkSize == 0 ? null : ChunkSize;
        IndexSettings settings = isPreview
            ? store.Plan(Model, size, Force, UsualChunkSize)
            : store.Begin(Model, size, Force, UsualChunkSize);
        TextMaskRules rules = MaskInput.Read(Mask) ?? MaskInput.OfConnection(Connection) ?? TextMaskRules.None;
        // Another mask makes other texts of the same documents.
        string recipe = rules.Names.Count == 0 ? "" : $" {rules}";
        _updater = new IndexUpdater(store, settings, recipe, Encoding?.WebName ?? "", CreateHost(settings.Model!, rules))
        {
            Force = Force, IsPreview = isPreview,
        };
        _input = new IndexInput(this, _updater, _indexPath!);
    }

    private void WriteSummary(UpdateCounts counts)
    {
        if (_updater!.IsPreview)
        {
            ShowWhatIf(Localized.Format(
                IndexCmdletMessages.WhatIf, counts.Added + counts.Changed, counts.Texts, _previewTokens, counts.Removed, counts.Unchanged));
            return;
        }
        WriteVerbose(Localized.Format(
            IndexCmdletMessages.Updated, counts.Added, counts.Changed, counts.Removed, counts.Unchanged, counts.Failed, counts.Texts,
            counts.Requests, counts.Tokens));
    }

    private UpdateHost CreateHost(string model, TextMaskRules rules) => new()
    {
        Embed = texts => Await(token => ActiveConnection.EmbedAsync(
            texts, new EmbeddingOptions { Model = model, Mask = rules }, CreateCallOptions(), token)),
        // Each document by itself, so that it has the same text in every update.
        Mask = text => this.MaskText(text, rules.Mask),
        Report = Report,
        Fail = error => Fail(error, _indexPath),
        Stored = (source, pieces) => WriteVerbose(Localized.Format(IndexCmdletMessages.Stored, source, pieces)),
        Preview = pieces => _previewTokens += pieces.Sum(static piece => TokenEstimate.Of(piece.Text)),
    };
}
