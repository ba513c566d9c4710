using System.Diagnostics;
using GigaChat.Core;

namespace GigaChat.Tests.Core;

/// <summary>Files that are none, and files that are endless.</summary>
public sealed class LocalFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_pipe_is_refused_without_waiting_for_its_writer()
    {
        string pipe = MakePipe();
        Assert.Throws<IOException>(() => LocalFile.Open(pipe));
        Assert.Throws<IOException>(() => LocalFile.Read(pipe, 10));
        await Assert.ThrowsAsync<IOException>(() => LocalFile.OpenAsync(pipe, Cancellation));
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public void A_device_is_refused(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The devices are those of Unix.");
        Assert.Throws<IOException>(() => LocalFile.Read(path, 10));
    }

    [Fact]
    public async Task A_pipe_that_is_wanted_is_read_to_its_end()
    {
        string pipe = MakePipe();
        byte[] sent = [.. Enumerable.Range(0, 100_000).Select(static i => (byte)i)];
        var writing = Task.Run(() => File.WriteAllBytes(pipe, sent), Cancellation);
        Assert.Equal(sent, await LocalFile.ReadAsync(pipe, 200_000, acceptPipe: true, Cancellation));
        await writing;
    }

    [Fact]
    public async Task Waiting_for_a_writer_ends_when_it_is_cancelled()
    {
        string pipe = MakePipe();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LocalFile.ReadAsync(pipe, 10, acceptPipe: true, stop.Token));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 10)]
    [InlineData(4096, 4096)]
    [InlineData(5000, 100_000)]
    public void A_file_of_allowed_size_is_read_whole(int length, int maxBytes)
    {
        byte[] content = [.. Enumerable.Range(0, length).Select(static i => (byte)i)];
        Assert.Equal(content, LocalFile.Read(Write(content), maxBytes));
    }

    [Theory]
    [InlineData(11, 10)]
    [InlineData(5000, 4999)]
    public void A_larger_file_is_none(int length, int maxBytes) => Assert.Null(LocalFile.Read(Write(new byte[length]), maxBytes));

    [Fact]
    public void A_file_without_a_length_is_read_up_to_the_limit()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The kernel's files are those of Linux.");
        Assert.NotEmpty(LocalFile.Read("/proc/self/status", 100_000)!);
        Assert.Null(LocalFile.Read("/proc/self/status", 10));
    }

    private string Write(byte[] content)
    {
        string path = Path.Combine(_folder, "файл");
        File.WriteAllBytes(path, content);
        return path;
    }

    private string MakePipe()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Pipes as files are those of Unix.");
        string path = Path.Combine(_folder, "канал");
        using var made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
        return path;
    }
}
