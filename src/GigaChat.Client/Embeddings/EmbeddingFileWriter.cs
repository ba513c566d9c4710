using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using GigaChat.Core;
using GigaChat.Embeddings;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>
/// Saves embeddings as NumPy does: the numbers in a <c>.npy</c> file, and beside it a file of JSON lines with the text of each row. Both
/// are put in their place when they are whole. No file system replaces two files at once, so each line has the hash of its row: where
/// one of the files is an older or a newer one, however that came about, it is noticed at the first row, and a text never gets the vector
/// of another. It is in the lines because NumPy takes nothing else into a header, and other programs see nothing but one column more.
/// </summary>
public sealed class EmbeddingFileWriter : IDisposable
{
    /// <summary>The property with the hash of the row.</summary>
    internal const string HashName = "sha256";

    private const int BufferSize = 1024 * 1024;

    private readonly string _path;
    private readonly bool _overwrite;
    private readonly AtomicFile _numbers;
    private readonly AtomicFile _texts;
    private readonly FileStream _numberStream;
    private readonly FileStream _textStream;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;
    private string? _model;
    private int _dimension = -1;
    private long _rows;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="overwrite">Replaces files that are there.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.FileExists"/> or <see cref="GigaChatErrorKind.FileNotWritten"/>.
    /// </exception>
    public EmbeddingFileWriter(string path, bool overwrite)
    {
        ArgumentNullException.ThrowIfNull(path);
        _path = path;
        _overwrite = overwrite;
        CheckPlaces();
        // Escapes of Cyrillic would cost six bytes a letter.
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        string folder = AtomicFile.FolderOf(path);
        _numbers = new AtomicFile(folder, isPrivate: true);
        _texts = new AtomicFile(AtomicFile.FolderOf(TextsOf(path)), isPrivate: true);
        _numberStream = Run(() => _numbers.Create(BufferSize));
        try
        {
            _textStream = Run(() => _texts.Create(BufferSize));
            Run(() => _numberStream.Write(NpyHeader.Write(0, 0)));
        }
        catch
        {
            _numberStream.Dispose();
            _numbers.Dispose();
            _textStream?.Dispose();
            _texts.Dispose();
            throw;
        }
    }

    /// <summary>The file of texts that belongs to a file of numbers.</summary>
    /// <param name="path">The path of the .npy file.</param>
    /// <returns>The path with the ending .jsonl.</returns>
    public static string TextsOf(string path) => Path.ChangeExtension(path, ".jsonl");

    /// <summary>The SHA-256 of a vector in hexadecimal digits.</summary>
    /// <param name="vector">Its numbers, as the file has them.</param>
    internal static string HashOf(ReadOnlySpan<byte> vector)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(vector, hash);
        return Convert.ToHexString(hash).ToLowerInvariant();
    }

    /// <summary>Writes one embedding.</summary>
    /// <param name="embedding">The embedding.</param>
    /// <param name="source">What it came from, as text; null for nothing but its text.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/>: it does not fit to those before it; it is left out.
    /// </exception>
    public void Add(Embedding embedding, string? source)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        if (_dimension >= 0 && embedding.Dimension != _dimension)
        {
            throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(
                EmbeddingFileMessages.VectorsDiffer, embedding.Dimension, _dimension));
        }
        if (_model is not null && embedding.Model is { } model && model != _model)
        {
            throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest, Localized.Format(EmbeddingFileMessages.VectorsOfModels, model, _model));
        }
        _dimension = embedding.Dimension;
        _model ??= embedding.Model;
        WriteLine(embedding, source);
        Run(() =>
        {
            _numberStream.Write(MemoryMarshal.AsBytes(embedding.Vector.AsSpan()));
            _textStream.Write(_line.WrittenSpan);
        });
        _rows++;
    }

    /// <summary>Puts both files in their place. Without it nothing is left behind.</summary>
    /// <exception cref="GigaChatException">As for the beginning.</exception>
    public void Complete()
    {
        CheckPlaces();
        Run(() =>
        {
            _numberStream.Position = 0;
            _numberStream.Write(NpyHeader.Write(_rows, Math.Max(_dimension, 0)));
            _numberStream.Dispose();
            _textStream.Dispose();
            // These first: older texts that another program made may have no hashes.
            _texts.MoveTo(TextsOf(_path), _overwrite);
            _numbers.MoveTo(_path, _overwrite);
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _numberStream.Dispose();
        _textStream.Dispose();
        _numbers.Dispose();
        _texts.Dispose();
        _json.Dispose();
    }

    private void WriteLine(Embedding embedding, string? source)
    {
        _line.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("text"u8, embedding.Text);
        if (source is not null && source != embedding.Text)
            _json.WriteString("source"u8, source);
        if (embedding.Model is not null)
            _json.WriteString("model"u8, embedding.Model);
        if (embedding.Tokens > 0)
            _json.WriteNumber("tokens"u8, embedding.Tokens);
        _json.WriteString(HashName, HashOf(MemoryMarshal.AsBytes(embedding.Vector.AsSpan())));
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
    }

    private void CheckPlaces()
    {
        string? folder = Path.GetDirectoryName(_path);
        if (!Directory.Exists(folder))
            throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(EmbeddingFileMessages.FolderMissing, folder));
        foreach (string path in (string[])[_path, TextsOf(_path)])
        {
            if (Directory.Exists(path))
                throw new GigaChatException(GigaChatErrorKind.FileNotWritten, Localized.Format(EmbeddingFileMessages.IsFolder, path));
            if (!_overwrite && AtomicFile.IsTaken(path))
                throw new GigaChatException(GigaChatErrorKind.FileExists, Localized.Format(EmbeddingFileMessages.Exists, path));
        }
    }

    private void Run(Action write) => Run(() =>
    {
        write();
        return true;
    });

    private T Run<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GigaChatException(
                GigaChatErrorKind.FileNotWritten, Localized.Format(EmbeddingFileMessages.NotWritten, _path, e.Message), e);
        }
    }
}
