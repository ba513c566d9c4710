using System.Diagnostics;
using System.Runtime.Versioning;
using GigaChat.Index;
using GigaChat.Index.Search;
using GigaChat.Index.Storage;
using Microsoft.Data.Sqlite;

namespace GigaChat.Tests.Index;

/// <summary>
/// Indexes that may be read and not written, and locks of other programs. Where no files can be made beside an index, SQLite says the
/// same whether the right is missing or something is in their place. In these tests something is, since the superuser has every right.
/// </summary>
public sealed class IndexAccessTests : IDisposable
{
    private readonly IndexFolder _index = new();

    private string LogPath => _index.Path + "-wal";

    public void Dispose() => _index.Dispose();

    [Fact]
    public void The_last_reader_leaves_no_files_beside_the_index()
    {
        _index.Update([("а", "Раз два")]);
        string[] files = _index.Files();
        Assert.Equal("а", Assert.Single(Find("Раз")).Source);
        Assert.Equal(1, IndexSummary.Read(_index.Path, new()).Documents);
        Assert.Equal(["документы.db"], files);
        Assert.Equal(files, _index.Files());
    }

    [Fact]
    public void A_reader_writes_nothing()
    {
        _index.Update([("а", "Раз два")]);
        using IndexDatabase database = IndexDatabase.OpenToRead(_index.Path, new());
        Assert.Throws<GigaChatException>(() => database.Run(() => database.Execute("DELETE FROM documents")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_index_is_read_where_no_files_can_be_made_beside_it(bool hasEmptyLog)
    {
        _index.Update([("а", "Раз два")]);
        Obstruct(_index.Path);
        if (hasEmptyLog)
            File.WriteAllBytes(LogPath, []);
        Assert.Equal("а", Assert.Single(Find("Раз")).Source);
        Assert.Equal(1, IndexSummary.Read(_index.Path, new()).Documents);
        Assert.Equal("IndexNoAccess", Detail(() => _index.Update([("б", "Три")])));
    }

    [Fact]
    public void Changes_that_cannot_be_read_are_an_error_and_not_left_out()
    {
        _index.Update([("а", "Раз")]);
        using (IndexDatabase database = IndexDatabase.OpenToWrite(_index.Path, new()))
        {
            database.Execute("UPDATE documents SET origin = 'другая'");
            // As a copy of both files is, or an index whose update was killed.
            File.Copy(LogPath, LogPath + ".копия");
        }
        File.Move(LogPath + ".копия", LogPath);
        FileSystemInfo obstacle = Obstruct(_index.Path);
        Assert.Equal("IndexLogNotRead", Detail(() => Find("Раз")));
        obstacle.Delete();
        Assert.Single(Find("Раз"));
        Assert.False(File.Exists(LogPath));
    }

    [Fact]
    public void What_is_written_while_it_is_read_without_locks_is_noticed()
    {
        _index.Update([("а", "Раз")]);
        Obstruct(_index.Path);
        int reads = 0;
        long Count(IndexDatabase database)
        {
            if (++reads == 1)
                File.SetLastWriteTimeUtc(_index.Path, DateTime.UtcNow.AddSeconds(reads));
            return (long)database.Scalar("SELECT count(*) FROM documents")!;
        }
        Assert.Equal(1, IndexReader.Read(_index.Path, new(), Count));
        Assert.Equal(2, reads);
        Assert.Equal("IndexChanging", Detail(() => IndexReader.Read(_index.Path, new(), _ =>
        {
            File.SetLastWriteTimeUtc(_index.Path, DateTime.UtcNow.AddSeconds(++reads));
            return reads;
        })));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Names_with_signs_of_an_address_are_names()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows allows no such names.");
        string path = Path.Combine(Path.GetDirectoryName(_index.Path)!, "индекс %41?mode=memory#[1] &\n.db");
        _index.Update([("а", "Раз")]);
        File.Move(_index.Path, path);
        Obstruct(path);
        Assert.Equal(1, IndexSummary.Read(path, new()).Documents);
    }

    [Fact]
    public void A_link_stands_for_the_index_and_what_lies_beside_it()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Links need rights there.");
        string link = Path.Combine(Directory.CreateDirectory(_index.Path + ".ссылки").FullName, "ссылка.db");
        File.CreateSymbolicLink(link, _index.Path);
        using (IndexDatabase created = IndexDatabase.OpenToWrite(link, new()))
            Assert.Equal(_index.Path, created.Path);
        _index.Update([("а", "Раз")]);
        IndexStatus status = IndexSummary.Read(link, new());
        Assert.Equal((link, 1L, new FileInfo(_index.Path).Length), (status.Path, status.Documents, status.Size));
        File.Delete(link);
        File.CreateSymbolicLink(link, link);
        Assert.Equal("IndexNotOpened", Detail(() => IndexSummary.Read(link, new())));
    }

    [Fact]
    public void A_lock_that_stays_is_an_error_that_says_so()
    {
        _index.Update([("а", "Раз")]);
        using SqliteConnection other = Lock();
        using IndexDatabase database = IndexDatabase.OpenToWrite(_index.Path, new LockWait(seconds: 0));
        var store = new DocumentStore(database);
        Assert.Equal("IndexBusy", Detail(() => store.Remove([1])));
        Assert.Single(Find("Раз"));
    }

    [Fact]
    public async Task The_wait_for_a_lock_ends_when_it_is_given_up_or_when_it_is_stopped()
    {
        _index.Update([("а", "Раз")]);
        using var stop = new CancellationTokenSource();
        using IndexDatabase database = IndexDatabase.OpenToWrite(_index.Path, new LockWait(stop: stop.Token));
        var store = new DocumentStore(database);
        using (SqliteConnection other = Lock())
        {
            Task waiting = Task.Run(() => store.Remove([1]), Cancellation);
            await Task.Delay(200, Cancellation);
            Assert.False(waiting.IsCompleted);
            other.Close();
            await waiting;
        }
        Assert.Empty(_index.Dump());
        using (SqliteConnection other = Lock())
        {
            Task waiting = Task.Run(() => store.Remove([1]), Cancellation);
            await Task.Delay(200, Cancellation);
            long start = Stopwatch.GetTimestamp();
            stop.Cancel();
            await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 1);
        }
    }

    // SQLite follows no link, and Windows opens no folder.
    private static FileSystemInfo Obstruct(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path + "-shm")
        : File.CreateSymbolicLink(path + "-shm", "нигде");

    // An unfinished transaction of another program.
    private SqliteConnection Lock()
    {
        var connection = new SqliteConnection($"Data Source={_index.Path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    private IReadOnlyList<IndexHit> Find(string query)
        => new IndexSearch(_index.Path, new()).Find(query, IndexFolder.NewEmbedding(query).Vector, 5, -1, null);

    private static string? Detail(Action action) => Assert.Throws<GigaChatException>(action).Detail;

    private static string? Detail(Func<object> action) => Assert.Throws<GigaChatException>(action).Detail;
}
