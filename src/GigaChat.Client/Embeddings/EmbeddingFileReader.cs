using System.Runtime.InteropServices;
using System.Text.Json;
using GigaChat.Core;
using GigaChat.Embeddings;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>
/// Reads embeddings that <see cref="EmbeddingFileWriter"/> or NumPy saved. Sizes are held against the length of the file before memory is
/// taken, and the embeddings come one by one.
/// </summary>
public static class EmbeddingFileReader
{
    private const int BufferSize = 1024 * 1024;

    // The longest vectors of today have some thousand numbers.
    private const int MaxDimension = 65536;

    /// <summary>Reads the embeddings of a file.</summary>
    /// <param name="path">The full path of the .npy file; its texts lie beside it.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.EmbeddingFileInvalid"/>, <see cref="GigaChatErrorKind.FileNotFound"/>.
    /// </exception>
    /// <returns>The embeddings in the order of the file.</returns>
    public static IEnumerable<Embedding> Read(string path)
    {
        using FileStream numbers = Open(path);
        (long rows, int columns) = Run(path, () => ReadShape(numbers, path));
        string textPath = EmbeddingFileWriter.TextsOf(path);
        if (!File.Exists(textPath))
            throw Invalid(Localized.Format(EmbeddingFileMessages.TextsMissing, path, textPath));
        using FileStream texts = Open(textPath);
        long lines = Run(textPath, () => JsonLineReader.Count(texts));
        if (lines != rows)
            throw Invalid(Localized.Format(EmbeddingFileMessages.LinesDiffer, path, rows, lines));
        var reader = new JsonLineReader(texts);
        for (long row = 0; row < rows; row++)
            yield return Run(path, () => ReadOne(numbers, columns, reader, path, row));
    }

    private static Embedding ReadOne(FileStream numbers, int columns, JsonLineReader texts, string path, long row)
    {
        float[] vector = new float[columns];
        Span<byte> bytes = MemoryMarshal.AsBytes(vector.AsSpan());
        numbers.ReadExactly(bytes);
        string textPath = EmbeddingFileWriter.TextsOf(path);
        try
        {
            using var line = JsonDocument.Parse(texts.Next() ?? throw new JsonException());
            JsonElement json = line.RootElement;
            string text = json.GetProperty("text").GetString() ?? throw new JsonException();
            // Lines that another program wrote have none.
            if (Text(json, EmbeddingFileWriter.HashName) is { } hash
                && !hash.Equals(EmbeddingFileWriter.HashOf(bytes), StringComparison.OrdinalIgnoreCase))
            {
                throw Invalid(Localized.Format(EmbeddingFileMessages.VectorChanged, path, row + 1, textPath));
            }
            return new Embedding
            {
                Text = text,
                Vector = vector,
                Source = Text(json, "source") ?? text,
                Model = Text(json, "model"),
                Tokens = json.TryGetProperty("tokens", out JsonElement tokens) && tokens.TryGetInt32(out int count) ? count : 0,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw Invalid(Localized.Format(EmbeddingFileMessages.LineInvalid, textPath, row + 1), e);
        }
    }

    private static string? Text(JsonElement json, string name)
        => json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static (long Rows, int Columns) ReadShape(FileStream file, string path)
    {
        NpyHeader header = NpyHeader.Read(file) ?? throw Invalid(Localized.Format(EmbeddingFileMessages.HeaderInvalid, path));
        if (header.Type != NpyHeader.Float32 || header.IsColumnMajor || header.Shape is not [var rows, <= MaxDimension and var columns])
        {
            throw Invalid(Localized.Format(
                EmbeddingFileMessages.NotMatrix, path, $"({string.Join(", ", header.Shape)})", header.Type));
        }
        UInt128 wanted = ((UInt128)(ulong)rows * (ulong)columns * sizeof(float)) + (UInt128)header.Length;
        return wanted == (UInt128)file.Length
            ? (rows, (int)columns)
            : throw Invalid(Localized.Format(EmbeddingFileMessages.SizeWrong, path, wanted, file.Length));
    }

    private static FileStream Open(string path) => Run(path, () => Directory.Exists(path)
        ? throw new GigaChatException(GigaChatErrorKind.FileNotFound, Localized.Format(EmbeddingFileMessages.IsFolder, path))
        : LocalFile.Open(path, bufferSize: BufferSize));

    private static T Run<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.Unreadable(path, e);
        }
    }

    private static GigaChatException Invalid(LocalizedMessage message, Exception? inner = null)
        => new(GigaChatErrorKind.EmbeddingFileInvalid, message, inner);
}
