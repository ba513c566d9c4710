using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Serialization;
using GigaChat.Core;
using GigaChat.Index;
using GigaChat.Index.Storage;
using GigaChat.Index.Text;
using GigaChat.Resources;

namespace GigaChat.Commands.Index;

/// <summary>The input of an update: files by path, and what comes through the pipeline.</summary>
/// <param name="cmdlet">The cmdlet, with the parameters of files and objects.</param>
/// <param name="updater">Takes the documents.</param>
/// <param name="indexPath">The index, which is no document itself.</param>
internal sealed class IndexInput(TextFileCommand cmdlet, IndexUpdater updater, string indexPath)
{
    // What comes through the pipeline is a set of its own for each type, so that two kinds of objects do not remove each other.
    private const string Pipeline = "pipeline";

    private readonly IndexFiles _files = new(cmdlet, updater, indexPath);
    private readonly SourceName _names = new(updater.Mask);
    private readonly InputWarnings _warnings = new(path => PathResolver.IsFile(cmdlet, path), cmdlet.WriteWarning);
    private readonly ItemProgress _progress = new(cmdlet, IndexCmdletMessages.Activity, ItemProgress.DefaultDelay);
    private ObjectSerializer? _serializer;
    private ByteRun? _bytes;
    private bool _cameFolders;
    private bool _cameOthers;
    private bool _isKept;

    /// <summary>Takes the files of -Path or -LiteralPath.</summary>
    /// <param name="recurse">Takes the folders within folders, too.</param>
    public void AddFiles(bool recurse)
    {
        IReadOnlyList<FoundFile> files = _files.Find(recurse);
        _progress.Begin(files.Count);
        _progress.CompleteAdding();
        foreach (FoundFile file in files)
        {
            if (cmdlet.StopToken.IsCancellationRequested)
                throw new PipelineStoppedException();
            Try(file.Info.FullName, () => _files.Add(file));
            Advance();
        }
    }

    /// <summary>Takes one record of the pipeline; an array given to -InputObject is taken item by item.</summary>
    /// <param name="input">The record.</param>
    public void Add(object? input)
    {
        foreach (object? item in input.Unwrap() is object?[] array ? array : [input])
        {
            if (item is null)
                continue;
            _progress.Begin(1);
            Try(item, () => AddItem(item));
            Advance();
        }
    }

    /// <summary>Sends what waits, and removes what is gone.</summary>
    public void Finish()
    {
        EndBytes();
        if (_cameFolders && !_cameOthers)
            cmdlet.WriteWarning(IndexCmdletMessages.OnlyFolders);
        if (_isKept)
            cmdlet.WriteWarning(IndexCmdletMessages.NotAllTaken);
        _warnings.Warn();
        updater.Finish();
        _files.Finish();
        _progress.End();
    }

    /// <summary>Takes the progress bar away.</summary>
    public void End() => _progress.End();

    private void AddItem(object item)
    {
        object value = item.Unwrap();
        // Get-ChildItem -Recurse writes the folders beside their files.
        if (value is DirectoryInfo)
        {
            _cameFolders = true;
            return;
        }
        _cameOthers = true;
        if (value is byte single)
        {
            // A document of its own it is as little as a letter of a text.
            (_bytes ??= new ByteRun(AddItem)).Add(single);
            return;
        }
        EndBytes();
        string origin = $"{Pipeline}: {value.GetType().FullName}";
        if (value is FileInfo file)
        {
            _warnings.ObserveOther();
            updater.BeginOrigin(origin);
            _files.Add(new FoundFile(new FileInfo(file.FullName), origin, IsNamed: false));
            return;
        }
        string name, text;
        try
        {
            text = TextOf(item, value);
            name = _names.Next(item, text);
        }
        catch (GigaChatException)
        {
            // Without a name it cannot be told from what is gone.
            updater.KeepOrigin(origin);
            _isKept = true;
            throw;
        }
        updater.BeginOrigin(origin);
        var stamp = new DocumentStamp(name, origin, Size: -1, Modified: 0);
        if (updater.IsNeeded(stamp))
            updater.Add(stamp, DocumentKind.Text, text, DateTimeOffset.UtcNow);
    }

    private string TextOf(object item, object value)
    {
        string? text = value as string;
        if (text is not null)
        {
            _warnings.Observe(text);
        }
        else
        {
            _warnings.ObserveOther();
            TextlessInput.Refuse(cmdlet, value);
            text = (_serializer ??= cmdlet.CreateSerializer()).ToText(item);
            _warnings.ObserveCharacters(text);
        }
        TextLimit.ThrowIfExceeded(text.Length);
        return text;
    }

    // Bytes that are no text are an error of theirs, not of what follows.
    private void EndBytes()
    {
        if (_bytes is { } bytes)
            Try(cmdlet, bytes.End);
    }

    // What is wrong with the index itself is wrong for every document.
    private void Try(object item, Action action)
    {
        try
        {
            action();
        }
        catch (GigaChatException e) when (e.Kind is GigaChatErrorKind.IndexInvalid or GigaChatErrorKind.FileNotWritten)
        {
            cmdlet.Fail(e, indexPath);
        }
        catch (GigaChatException e)
        {
            cmdlet.Report(e, item);
        }
    }

    private void Advance()
    {
        _progress.Finish(1);
        _progress.Show();
    }
}
