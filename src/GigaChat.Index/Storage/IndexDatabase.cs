using System.Globalization;
using GigaChat.Core;
using GigaChat.Resources;
using Microsoft.Data.Sqlite;

namespace GigaChat.Index.Storage;

/// <summary>
/// The SQLite file of an index. It keeps a write-ahead log, so that searches go on beside an update, and a process that is killed leaves
/// whole transactions. A file may come from elsewhere: it is checked before anything is read of it, and no code in it is run.
/// </summary>
internal sealed class IndexDatabase : IDisposable
{
    private readonly SqliteConnection _connection;

    private IndexDatabase(string path, SqliteConnection connection) => (Path, _connection) = (path, connection);

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Opens an index for searches.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="GigaChatException">There is none, or it cannot be used: see <see cref="StorageFault"/>.</exception>
    public static IndexDatabase OpenToRead(string path)
    {
        CheckPlace(path);
        if (!File.Exists(path))
            throw new GigaChatException(GigaChatErrorKind.FileNotFound, Localized.Format(IndexMessages.Missing, path));
        return Open(path, SqliteOpenMode.ReadOnly);
    }

    /// <summary>Opens an index for an update; a file that is not there, or is empty, becomes one.</summary>
    /// <inheritdoc cref="OpenToRead"/>
    public static IndexDatabase OpenToWrite(string path)
    {
        CheckPlace(path);
        string? folder = System.IO.Path.GetDirectoryName(path);
        if (!Directory.Exists(folder))
            throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.FolderMissing, folder));
        CreateFile(path);
        return Open(path, SqliteOpenMode.ReadWrite);
    }

    /// <summary>An index without documents, in memory.</summary>
    public static IndexDatabase CreateEmpty() => Open(":memory:", SqliteOpenMode.Memory);

    /// <summary>A statement.</summary>
    /// <param name="sql">Its text.</param>
    /// <param name="parameters">Names and values; null for a value that is set later.</param>
    public SqliteCommand Command(string sql, params (string Name, object? Value)[] parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // All statements are texts of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach ((string name, object? value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    /// <summary>Runs a statement that returns nothing.</summary>
    public void Execute(string sql, params (string Name, object? Value)[] parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    /// <summary>The first value of a statement; null for none.</summary>
    public object? Scalar(string sql, params (string Name, object? Value)[] parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>Runs work in one transaction that writes; other writers wait meanwhile.</summary>
    public T Write<T>(Func<T> work) => InTransaction(work, deferred: false);

    /// <summary>Runs work that sees one state of the index, whatever is written beside it.</summary>
    public T Read<T>(Func<T> work) => InTransaction(work, deferred: true);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private T InTransaction<T>(Func<T> work, bool deferred)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction(deferred);
        T result = work();
        transaction.Commit();
        return result;
    }

    private static IndexDatabase Open(string path, SqliteOpenMode mode) => StorageFault.Run(path, () =>
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            // A pool would hold the file open after the last use.
            Pooling = false,
            DefaultTimeout = StorageFault.BusySeconds,
        }.ToString());
        var database = new IndexDatabase(path, connection);
        try
        {
            connection.Open();
            database.Prepare(mode);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    });

    private void Prepare(SqliteOpenMode mode)
    {
        Execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
        bool isNew = Number("SELECT count(*) FROM sqlite_schema") == 0 && Number("PRAGMA application_id") == 0;
        if (isNew && mode != SqliteOpenMode.ReadOnly)
            Create();
        else if (isNew)
            throw new GigaChatException(GigaChatErrorKind.IndexInvalid, Localized.Format(IndexMessages.NotIndex, Path));
        CheckVersion();
        // A crash of the machine may cost the last transactions, never the file.
        Execute("PRAGMA synchronous = NORMAL");
    }

    private void Create()
    {
        Execute("PRAGMA journal_mode = WAL");
        Write(() =>
        {
            // Another process may have been quicker.
            if (Number("SELECT count(*) FROM sqlite_schema") > 0)
                return false;
            Execute(IndexSchema.Create);
            Execute("INSERT INTO settings VALUES('id', $id), ('revision', '0')", ("$id", Guid.NewGuid().ToString("N")));
            Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"PRAGMA application_id = {IndexSchema.ApplicationId}; PRAGMA user_version = {IndexSchema.Version}"));
            return true;
        });
    }

    private void CheckVersion()
    {
        if (Number("PRAGMA application_id") != IndexSchema.ApplicationId)
            throw new GigaChatException(GigaChatErrorKind.IndexInvalid, Localized.Format(IndexMessages.NotIndex, Path));
        long version = Number("PRAGMA user_version");
        if (version is < 1 or > IndexSchema.Version)
        {
            throw new GigaChatException(
                GigaChatErrorKind.IndexInvalid, Localized.Format(IndexMessages.VersionUnknown, Path, version, IndexSchema.Version));
        }
        // Triggers and views are code that a statement of ours would run.
        if (Scalar("SELECT name FROM sqlite_schema WHERE type NOT IN ('table', 'index')") is string name)
            throw StorageFault.Damaged(Path, name);
    }

    private long Number(string sql) => Convert.ToInt64(Scalar(sql), CultureInfo.InvariantCulture);

    private static void CheckPlace(string path)
    {
        if (Directory.Exists(path))
            throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.IsFolder, path));
        // Opening a pipe would wait for its writer.
        if (UnixFileStatus.Find(path) is { IsSpecial: true })
        {
            throw new GigaChatException(
                GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.NotOpened, path, Messages.FileIsSpecial));
        }
    }

    // It holds the text of documents, so it is its owner's alone; what SQLite lays beside it takes its permissions.
    private static void CreateFile(string path)
    {
        if (File.Exists(path))
            return;
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = AtomicFile.Private;
            new FileStream(path, options).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was quicker.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GigaChatException(
                GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.NotOpened, path, e.Message), e);
        }
    }
}
