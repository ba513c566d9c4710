using GigaChat.Core;

namespace GigaChat.Tests.Core;

/// <summary>Permissions and links of files that are written; the cmdlets' tests have the rest.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private const UnixFileMode OthersRead = AtomicFile.Private | UnixFileMode.OtherRead;

    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_that_grows_is_private()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Permissions are those of Unix.");
            return;
        }
        using var file = new AtomicFile(_folder);
        using FileStream stream = file.Create(bufferSize: 0);
        Assert.Equal(AtomicFile.Private, File.GetUnixFileMode(stream.SafeFileHandle));
    }

    [Fact]
    public void A_new_file_is_private_or_has_the_mode_of_any_new_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Permissions are those of Unix.");
            return;
        }
        File.WriteAllText(At("образец"), "");
        Write(At("обычный"), overwrite: false, isPrivate: false);
        Write(At("особый"), overwrite: false, isPrivate: true);
        Assert.Equal(File.GetUnixFileMode(At("образец")), File.GetUnixFileMode(At("обычный")));
        Assert.Equal(AtomicFile.Private, File.GetUnixFileMode(At("особый")));
        Assert.Equal(3, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_replaced_file_keeps_its_mode()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Permissions are those of Unix.");
            return;
        }
        File.WriteAllText(At("старый"), "старое");
        File.SetUnixFileMode(At("старый"), OthersRead);
        Write(At("старый"), overwrite: true, isPrivate: true);
        Assert.Equal(OthersRead, File.GetUnixFileMode(At("старый")));
        Assert.Equal("новое", File.ReadAllText(At("старый")));
    }

    [Fact]
    public void A_file_that_is_there_stays_without_overwriting()
    {
        File.WriteAllText(At("старый"), "старое");
        Assert.True(AtomicFile.IsTaken(At("старый")));
        Assert.False(AtomicFile.IsTaken(At("нет")));
        Assert.ThrowsAny<IOException>(() => Write(At("старый"), overwrite: false, isPrivate: false));
        Assert.Equal("старое", File.ReadAllText(At("старый")));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Parts_that_a_killed_process_left_are_removed_after_days()
    {
        string old = At(".gigachat-old.part"), young = At(".gigachat-young.part"), other = At("other.part");
        foreach (string path in (string[])[old, young, other])
            File.WriteAllText(path, "часть");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-3));
        File.SetLastWriteTimeUtc(other, DateTime.UtcNow.AddDays(-3));
        Write(At("новый"), overwrite: false, isPrivate: false);
        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
        Assert.True(File.Exists(other));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static void Write(string path, bool overwrite, bool isPrivate)
    {
        using var file = new AtomicFile(AtomicFile.FolderOf(path), isPrivate);
        using (FileStream stream = file.Create(bufferSize: 0))
            stream.Write("новое"u8);
        file.MoveTo(path, overwrite);
    }
}
