using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GigaChat.Tests.Embeddings;

public sealed class EmbeddingFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-").FullName;

    private string FilePath => Path.Combine(_folder, "векторы.npy");

    private string TextPath => Path.Combine(_folder, "векторы.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_file_is_what_the_description_of_the_format_asks_for()
    {
        Save(New("раз", 1, 2, 3), New("два", -4, 0.5f, 6));
        byte[] bytes = File.ReadAllBytes(FilePath);
        Assert.Equal([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0], bytes[..8]);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        // The numbers begin at a multiple of 64, and the header ends in a line end.
        Assert.Equal(0, (10 + length) % 64);
        string header = Encoding.ASCII.GetString(bytes, 10, length);
        Assert.Equal("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", header.TrimEnd());
        Assert.Equal('\n', header[^1]);
        Assert.Equal(10 + length + (2 * 3 * 4), bytes.Length);
        Assert.Equal(1f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(10 + length)));
        Assert.Equal(0.5f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(10 + length + (4 * 4))));
        Assert.Equal(
            $"{{\"text\":\"раз\",\"source\":\"файл раз\",\"model\":\"Embeddings\",\"tokens\":3,\"sha256\":\"{HashOfRow(0)}\"}}\n"
            + $"{{\"text\":\"два\",\"source\":\"файл два\",\"model\":\"Embeddings\",\"tokens\":3,\"sha256\":\"{HashOfRow(1)}\"}}\n",
            File.ReadAllText(TextPath));

        string HashOfRow(int row) => Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(10 + length + (row * 3 * 4), 3 * 4)));
    }

    [Theory]
    [InlineData(".npy")]
    [InlineData(".jsonl")]
    public void Files_that_were_not_saved_together_are_refused_whichever_is_the_older_one(string older)
    {
        string path = Path.ChangeExtension(FilePath, older);
        Save(New("старый", 1, 2), New("второй", 3, 4));
        byte[] old = File.ReadAllBytes(path);
        Save(overwrite: true, New("новый", 5, 6), New("ещё", 7, 8));
        Assert.Equal(["новый", "ещё"], EmbeddingFileReader.Read(FilePath).Select(static one => one.Text));
        File.WriteAllBytes(path, old);
        Refuse("EmbeddingFileVectorChanged");
    }

    [Fact]
    public void A_replacement_that_fails_half_way_leaves_nothing_that_passes_for_a_pair()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Links need rights there.");
        // What NumPy saved has no hashes.
        Write(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }", new byte[8], "{\"text\":\"старый\"}\n");
        DirectoryInfo other = Directory.CreateDirectory(Path.Combine(_folder, "другая"));
        File.Move(FilePath, Path.Combine(other.FullName, "векторы.npy"));
        File.CreateSymbolicLink(FilePath, Path.Combine(other.FullName, "векторы.npy"));
        using (var writer = new EmbeddingFileWriter(FilePath, overwrite: true))
        {
            writer.Add(New("новый", 1, 2), null);
            // The numbers lie there until they are whole; the texts do not.
            File.Delete(Assert.Single(Directory.GetFiles(other.FullName, ".gigachat-*")));
            Assert.Equal(GigaChatErrorKind.FileNotWritten, Assert.Throws<GigaChatException>(writer.Complete).Kind);
        }
        Refuse("EmbeddingFileVectorChanged");
    }

    [Fact]
    public void What_was_saved_comes_back()
    {
        Save(New("раз\n\"два\"", 1, 2), New("🐈", float.MaxValue, -0f));
        Embedding[] back = [.. EmbeddingFileReader.Read(FilePath)];
        Assert.Equal(["раз\n\"два\"", "🐈"], back.Select(static one => one.Text));
        Assert.Equal([float.MaxValue, -0f], back[1].Vector);
        Assert.Equal(("Embeddings", 3, "файл 🐈"), (back[1].Model, back[1].Tokens, back[1].Source));
    }

    [Theory]
    [InlineData(2, "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }")]
    [InlineData(3, "{\"shape\": (1, 2), \"descr\": \"<f4\", \"fortran_order\": False}")]
    [InlineData(1, "{'descr':'<f4','fortran_order':False,'shape':(1L,2L),}\n")]
    public void Other_versions_and_orders_of_the_header_are_read(byte version, string header)
    {
        Write(version, header, new byte[8], "{\"text\":\"раз\"}");
        Assert.Equal([0f, 0f], Assert.Single(EmbeddingFileReader.Read(FilePath)).Vector);
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }", "EmbeddingFileNotMatrix")]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (1, 2), }", "EmbeddingFileNotMatrix")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 2), }", "EmbeddingFileNotMatrix")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "EmbeddingFileNotMatrix")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 2), }", "EmbeddingFileNotMatrix")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 100000), }", "EmbeddingFileNotMatrix")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }", "EmbeddingFileSizeWrong")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 65536), }", "EmbeddingFileSizeWrong")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387905, 2), }", "EmbeddingFileSizeWrong")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 2), }", "EmbeddingFileHeaderInvalid")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 2), }", "EmbeddingFileHeaderInvalid")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1, 2), }", "EmbeddingFileHeaderInvalid")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2", "EmbeddingFileHeaderInvalid")]
    [InlineData("__import__('os').system('rm')", "EmbeddingFileHeaderInvalid")]
    [InlineData("", "EmbeddingFileHeaderInvalid")]
    public void Other_arrays_are_refused(string header, string detail)
    {
        Write(1, header, new byte[8], "{\"text\":\"раз\"}");
        Refuse(detail);
    }

    [Theory]
    [InlineData("", "EmbeddingFileLinesDiffer")]
    [InlineData("{\"text\":\"а\"}\n{\"text\":\"б\"}\n", "EmbeddingFileLinesDiffer")]
    [InlineData("{\"text\":5}", "EmbeddingFileLineInvalid")]
    [InlineData("{}", "EmbeddingFileLineInvalid")]
    [InlineData("[1]", "EmbeddingFileLineInvalid")]
    [InlineData("текст", "EmbeddingFileLineInvalid")]
    public void Texts_that_do_not_belong_to_the_numbers_are_refused(string texts, string detail)
    {
        Write(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }", new byte[8], texts);
        Refuse(detail);
    }

    [Fact]
    public void A_header_that_promises_gigabytes_takes_no_memory()
    {
        File.WriteAllBytes(FilePath, [0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0x7F]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refuse("EmbeddingFileHeaderInvalid");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 1024 * 1024);
    }

    [Fact]
    public void A_device_or_a_missing_file_is_refused()
    {
        Assert.Equal(GigaChatErrorKind.FileNotFound, Read().Kind);
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(FilePath, "/dev/zero");
            Assert.Equal(GigaChatErrorKind.FileNotFound, Read().Kind);
        }

        GigaChatException Read() => Assert.Throws<GigaChatException>(() => EmbeddingFileReader.Read(FilePath).Any());
    }

    [Fact]
    public void Vectors_of_one_file_are_of_one_length_and_of_one_model()
    {
        using var writer = new EmbeddingFileWriter(FilePath, overwrite: false);
        writer.Add(New("раз", 1, 2), null);
        Assert.Equal("EmbeddingFileVectorsDiffer", Assert.Throws<GigaChatException>(() => writer.Add(New("два", 1), null)).Detail);
        Assert.Equal(
            "EmbeddingFileVectorsOfModels",
            Assert.Throws<GigaChatException>(() => writer.Add(New("два", 1, 2) with { Model = "Другая" }, null)).Detail);
        writer.Complete();
        Assert.Single(EmbeddingFileReader.Read(FilePath));
    }

    [Fact]
    public void A_file_that_is_there_stays_unless_it_may_be_replaced_and_half_a_file_is_never_seen()
    {
        Save(New("раз", 1));
        Assert.Equal(GigaChatErrorKind.FileExists, Assert.Throws<GigaChatException>(() => new EmbeddingFileWriter(FilePath, false)).Kind);
        using (var writer = new EmbeddingFileWriter(FilePath, overwrite: true))
            writer.Add(New("два", 2), null);
        Assert.Equal("раз", Assert.Single(EmbeddingFileReader.Read(FilePath)).Text);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    private static Embedding New(string text, params float[] vector)
        => new() { Text = text, Vector = vector, Model = "Embeddings", Tokens = 3 };

    private void Save(params Embedding[] embeddings) => Save(overwrite: false, embeddings);

    private void Save(bool overwrite, params Embedding[] embeddings)
    {
        using var writer = new EmbeddingFileWriter(FilePath, overwrite);
        foreach (Embedding one in embeddings)
            writer.Add(one, "файл " + one.Text.Split('\n')[0]);
        writer.Complete();
    }

    private void Write(byte version, string header, byte[] numbers, string texts)
    {
        byte[] length = new byte[version == 1 ? 2 : 4];
        length[0] = (byte)header.Length;
        File.WriteAllBytes(FilePath, [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. numbers]);
        File.WriteAllText(TextPath, texts);
    }

    private void Refuse(string detail)
    {
        var e = Assert.Throws<GigaChatException>(() => EmbeddingFileReader.Read(FilePath).Count());
        Assert.Equal((GigaChatErrorKind.EmbeddingFileInvalid, detail), (e.Kind, e.Detail));
    }
}
