using System.Globalization;
using GigaChat.Core;
using GigaChat.Resources;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GigaChat.Index.Storage;

/// <summary>
/// The SQLite file of an index. It keeps a write-ahead log, so that searches go on beside an update, and a process that is killed leaves
/// whole transactions. A file may come from elsewhere: it is checked before anything is read of it, and no code in it is run.
/// </summary>
internal sealed class IndexDatabase : IDisposable
{
    private const string Memory = ":memory:";

    private readonly SqliteConnection _connection;
    private readonly LockWait _wait;

    private IndexDatabase(string path, string state, SqliteConnection connection, LockWait wait)
        => (Path, State, _connection, _wait) = (path, state, connection, wait);

    /// <summary>The full path; where a link was given, that of the file.</summary>
    public string Path { get; }

    /// <summary>What the file was when it was opened without locks: see <see cref="OpenToRead"/>. Otherwise without a character.</summary>
    public string State { get; }

    /// <summary>Whether nothing was written to a file that is read without locks.</summary>
    public bool IsUnchanged => State.Length == 0 || State == IndexFile.StateOf(Path);

    /// <summary>
    /// Opens an index for reading. SQLite opens it to write wherever it may, because only then the last one to close it removes the log
    /// and its index. Where no files can be made beside it, it is read without them, and without locks: <see cref="IsUnchanged"/>.
    /// </summary>
    /// <param name="path">The full path.</param>
    /// <param name="wait">Waits for locks of other programs.</param>
    /// <exception cref="GigaChatException">There is none, or it cannot be used: see <see cref="StorageFault"/>.</exception>
    public static IndexDatabase OpenToRead(string path, LockWait wait)
    {
        path = FindPlace(path);
        if (!File.Exists(path))
            throw new GigaChatException(GigaChatErrorKind.FileNotFound, Localized.Format(IndexMessages.Missing, path));
        return StorageFault.Run(path, wait, () =>
        {
            try
            {
                return Open(path, wait, SqliteOpenMode.ReadWrite, isUpdate: false) ?? OpenImmutable(path, wait);
            }
            catch (SqliteException e) when (StorageFault.IsAccess(e))
            {
                if (IndexFile.LogLength(path) is null or 0)
                    return OpenImmutable(path, wait);
                throw new GigaChatException(
                    GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.LogNotRead, path, IndexFile.LogOf(path)), e);
            }
        });
    }

    /// <summary>Opens an index for an update; a file that is not there, or is empty, becomes one.</summary>
    /// <inheritdoc cref="OpenToRead"/>
    public static IndexDatabase OpenToWrite(string path, LockWait wait)
    {
        path = FindPlace(path);
        string? folder = System.IO.Path.GetDirectoryName(path);
        if (!Directory.Exists(folder))
            throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.FolderMissing, folder));
        CreateFile(path);
        return StorageFault.Run(path, wait, () => Open(path, wait, SqliteOpenMode.ReadWrite, isUpdate: true)
            ?? throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.NoAccess, path)));
    }

    /// <summary>An index without documents, in memory.</summary>
    public static IndexDatabase CreateEmpty()
    {
        var wait = new LockWait();
        return StorageFault.Run(Memory, wait, () => Open(Memory, wait, SqliteOpenMode.Memory, isUpdate: true)!);
    }

    /// <summary>Runs work, again while another program holds a lock; errors of SQLite become those of this library.</summary>
    public T Run<T>(Func<T> work) => StorageFault.Run(Path, _wait, work);

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Action work) => Run(() =>
    {
        work();
        return true;
    });

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

    private static IndexDatabase OpenImmutable(string path, LockWait wait)
        => Open(path, wait, SqliteOpenMode.ReadOnly, isUpdate: false, IndexFile.StateOf(path))!;

    // Null where it has to be opened in another way.
    private static IndexDatabase? Open(string path, LockWait wait, SqliteOpenMode mode, bool isUpdate, string state = "")
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = state.Length == 0 ? path : IndexFile.ImmutableAddress(path),
            Mode = mode,
            // A pool would hold the file open after the last use.
            Pooling = false,
            DefaultTimeout = LockWait.NoTimeout,
        }.ToString());
        var database = new IndexDatabase(path, state, connection, wait);
        try
        {
            connection.Open();
            if (mode == SqliteOpenMode.ReadWrite && !database.IsWritable && (isUpdate || IndexFile.LogLength(path) is null))
            {
                database.Dispose();
                return null;
            }
            database.Prepare(isUpdate);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // Where it must not be written to, SQLite has opened it to read.
    private bool IsWritable => raw.sqlite3_db_readonly(_connection.Handle!, "main") == 0;

    private void Prepare(bool isUpdate)
    {
        Execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
        bool isNew = Number("SELECT count(*) FROM sqlite_schema") == 0 && Number("PRAGMA application_id") == 0;
        if (isNew && isUpdate)
            Create();
        else if (isNew)
            throw new GigaChatException(GigaChatErrorKind.IndexInvalid, Localized.Format(IndexMessages.NotIndex, Path));
        CheckVersion();
        // A crash of the machine may cost the last transactions, never the file.
        Execute(isUpdate ? "PRAGMA synchronous = NORMAL" : "PRAGMA query_only = ON");
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

    private static string FindPlace(string path)
    {
        if (Directory.Exists(path))
            throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.IsFolder, path));
        // Opening a pipe would wait for its writer.
        if (UnixFileStatus.Find(path) is { IsSpecial: true })
        {
            throw new GigaChatException(
                GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.NotOpened, path, Messages.FileIsSpecial));
        }
        try
        {
            return IndexFile.Resolve(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotOpened(path, e);
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
            throw NotOpened(path, e);
        }
    }

    private static GigaChatException NotOpened(string path, Exception e)
        => new(GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.NotOpened, path, e.Message), e);
}
