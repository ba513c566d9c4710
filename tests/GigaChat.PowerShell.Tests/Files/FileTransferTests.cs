using System.Collections.Concurrent;
using GigaChat.Commands.Files;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Faults;
using GigaChat.Files;
using GigaChat.Tests;

namespace GigaChat.Commands.Tests.Files;

/// <summary>Uploads and downloads of the client against the emulator.</summary>
public sealed class FileTransferTests : EmulatorTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-tests-").FullName;
    private readonly ConcurrentQueue<TransferProgress> _progress = new();
    private GigaChatConnection _connection = null!;

    private CallOptions Watched => new() { Progress = new Recorder(_progress) };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _connection = Connect(TimeSpan.FromSeconds(20));
    }

    public override async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        Directory.Delete(_folder, recursive: true);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Progress_counts_up_to_the_size_and_reports_the_end()
    {
        GigaChatFile file = await _connection.UploadFileAsync(NewFile("отчёт.pdf", 300_000), Watched, Cancellation);
        Assert.Equal(300_000, file.Size);
        TransferProgress[] reported = [.. _progress];
        Assert.All(reported,
            static p => Assert.Equal(("отчёт.pdf", TransferDirection.Upload, 300_000L), (p.Name, p.Direction, p.Total!.Value)));
        Assert.Equal(reported.Select(static p => p.Done).Order(), reported.Select(static p => p.Done));
        Assert.Equal([true], reported.Where(static p => p.Done == 300_000 && p.HasEnded).Select(static p => p.HasEnded));

        _progress.Clear();
        using var content = new MemoryStream();
        Assert.Equal(300_000, (await _connection.DownloadFileAsync(file.Id, content, Watched, Cancellation)).Length);
        Assert.Equal(300_000, content.Length);
        Assert.True(_progress.Last().HasEnded);
        Assert.Equal(300_000, _progress.Last().Total);
    }

    [Fact]
    public async Task A_stream_that_can_seek_is_begun_again_where_it_stood()
    {
        GigaChatFile file = await _connection.UploadFileAsync(NewFile("а.txt", 200_000), cancellationToken: Cancellation);
        Host.Faults.Add(FaultKind.CutBody, FaultTarget.Download);
        using var content = new MemoryStream();
        content.Write([1, 2, 3]);
        await _connection.DownloadFileAsync(file.Id, content, cancellationToken: Cancellation);
        Assert.Equal(200_003, content.Length);
        Assert.Equal([1, 2, 3, (byte)'A'], content.ToArray()[..4]);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_never_written_twice()
    {
        GigaChatFile file = await _connection.UploadFileAsync(NewFile("а.txt", 200_000), cancellationToken: Cancellation);
        Host.Faults.Add(FaultKind.CutBody, FaultTarget.Download);
        using var forward = new ForwardStream();
        var error = await Assert.ThrowsAsync<GigaChatException>(
            () => _connection.DownloadFileAsync(file.Id, forward, cancellationToken: Cancellation));
        Assert.Equal(GigaChatErrorKind.ConnectionFailed, error.Kind);
        Assert.InRange(forward.Written, 0, 199_999);
    }

    [Fact]
    public async Task A_destination_that_fails_is_not_taken_for_the_network()
    {
        GigaChatFile file = await _connection.UploadFileAsync(NewFile("а.txt", 1000), cancellationToken: Cancellation);
        using var full = new ForwardStream { Fails = true };
        var error = await Assert.ThrowsAsync<GigaChatException>(
            () => _connection.DownloadFileAsync(file.Id, full, cancellationToken: Cancellation));
        Assert.Equal(GigaChatErrorKind.FileNotWritten, error.Kind);
        Assert.Single(Host.Requests.To($"/v1/files/{file.Id}/content"));
    }

    [Fact]
    public async Task A_file_that_shrinks_meanwhile_is_no_fault_of_the_network()
    {
        string path = NewFile("журнал.txt", 1000);
        UploadSource source = UploadSource.Open(path);
        await File.WriteAllTextAsync(path, "короче", Cancellation);
        var error = await Assert.ThrowsAsync<GigaChatException>(() => _connection.UploadAsync(source, null, Cancellation));
        Assert.Equal(GigaChatErrorKind.InvalidRequest, error.Kind);
        File.Delete(path);
        error = await Assert.ThrowsAsync<GigaChatException>(() => _connection.UploadAsync(source, null, Cancellation));
        Assert.Equal(GigaChatErrorKind.FileNotFound, error.Kind);
    }

    [Fact]
    public async Task An_upload_ends_when_it_is_cancelled()
    {
        Host.Faults.Add(new Fault(FaultKind.StallRequest, FaultTarget.Upload, Bytes: 1));
        using var stop = new CancellationTokenSource();
        Task upload = _connection.UploadFileAsync(NewFile("а.pdf", 30_000_000), Watched, stop.Token);
        await Host.WaitAsync(static state => state.InFlight == 1, cancellationToken: Cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);
        Assert.True(_progress.Last().HasEnded);
    }

    [Fact]
    public async Task A_cancelled_download_leaves_nothing_on_disk()
    {
        GigaChatFile file = await _connection.UploadFileAsync(NewFile("а.txt", 200_000), cancellationToken: Cancellation);
        Host.Faults.Add(FaultKind.HangAfterHeaders, FaultTarget.Download);
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "сюда")).FullName;
        using var stop = new CancellationTokenSource();
        var half = new Recorder(_progress) { Reported = stop.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new FileSaver(_connection, overwrite: false).SaveInAsync(
                file.Id, file.Size, file.FileName, folder, new CallOptions { Progress = half }, stop.Token));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task The_name_of_the_service_stays_in_the_folder()
    {
        GigaChatFile file = await _connection.UploadFileAsync(NewFile("а.txt", 10), cancellationToken: Cancellation);
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "сюда")).FullName;
        var saver = new FileSaver(_connection, overwrite: true);
        Assert.Equal(
            Path.Combine(folder, "чужое.txt"), await saver.SaveInAsync(file.Id, null, "../../чужое.txt", folder, null, Cancellation));
        Assert.Equal(Path.Combine(folder, file.Id + ".bin"), await saver.SaveInAsync(file.Id, null, "..", folder, null, Cancellation));
    }

    private GigaChatConnection Connect(TimeSpan timeout) => new(
        new GigaChatOptions
        {
            BaseUri = Host.BaseUri,
            AuthUri = Host.AuthUri,
            Timeout = timeout,
            RetryInterval = TimeSpan.FromMilliseconds(1),
            Proxy = new ProxySettings { NoProxy = true },
            Trust = new TrustSettings { CertificateAuthorityPaths = [Host.Files.CaPath] },
        },
        GigaChatCredential.FromKey(Secret.From(EmulatorAccount.Personal.AuthorizationKey)));

    private string NewFile(string name, int length)
    {
        string path = Path.Combine(_folder, name);
        byte[] content = new byte[length];
        content.AsSpan().Fill((byte)'A');
        File.WriteAllBytes(path, content);
        return path;
    }

    private sealed class Recorder(ConcurrentQueue<TransferProgress> reports) : IProgress<TransferProgress>
    {
        public Action? Reported { get; init; }

        public void Report(TransferProgress value)
        {
            reports.Enqueue(value);
            if (!value.HasEnded)
                Reported?.Invoke();
        }
    }

    private sealed class ForwardStream : MemoryStream
    {
        public bool Fails { get; init; }

        public long Written { get; private set; }

        public override bool CanSeek => false;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Fails)
                throw new IOException("No space left on device");
            Written += buffer.Length;
            return default;
        }
    }
}
