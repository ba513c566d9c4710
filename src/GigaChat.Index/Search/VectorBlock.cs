using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using GigaChat.Index.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GigaChat.Index.Search;

/// <summary>All vectors of an index in one block, each of the length 1, so that the product of two of them is their cosine.</summary>
internal sealed class VectorBlock
{
    private const int RowsPerTask = 4096;

    private readonly float[] _numbers;
    private readonly int _dimension;

    private VectorBlock(long[] pieces, int[] documents, float[] numbers, int dimension)
        => (Pieces, Documents, _numbers, _dimension) = (pieces, documents, numbers, dimension);

    /// <summary>The numbers of the pieces, ascending.</summary>
    public long[] Pieces { get; }

    /// <summary>The number of the document of each piece.</summary>
    public int[] Documents { get; }

    /// <summary>Reads the vectors. Within a transaction.</summary>
    /// <param name="database">The index.</param>
    /// <param name="dimension">Numbers of a vector.</param>
    /// <exception cref="GigaChatException">A vector has another length, or there are more of them than the file can hold.</exception>
    public static VectorBlock Read(IndexDatabase database, int dimension)
    {
        long count = (long)database.Scalar("SELECT count(*) FROM vectors")!;
        // Memory is taken for what the file really holds.
        long bytes = (long)database.Scalar("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")!;
        if (count * dimension > Array.MaxLength || count * dimension * sizeof(float) > bytes)
            throw StorageFault.Damaged(database.Path, "vectors");
        long[] pieces = new long[count];
        int[] documents = new int[count];
        float[] numbers = GC.AllocateUninitializedArray<float>((int)(count * dimension));
        int row = 0;
        using SqliteCommand command = database.Command(
            "SELECT piece, document, vector FROM vectors JOIN pieces ON id = piece ORDER BY piece");
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read() && row < count)
        {
            // Straight from the page of the file: a copy of each would be garbage of the size of the whole.
            ReadOnlySpan<byte> vector = raw.sqlite3_column_blob(reader.Handle!, 2);
            if (vector.Length != dimension * sizeof(float))
                throw StorageFault.Damaged(database.Path, "vectors");
            pieces[row] = reader.GetInt64(0);
            documents[row] = reader.GetInt32(1);
            Normalize(MemoryMarshal.Cast<byte, float>(vector), numbers.AsSpan(row * dimension, dimension));
            row++;
        }
        return row == count ? new(pieces, documents, numbers, dimension) : throw StorageFault.Damaged(database.Path, "vectors");
    }

    /// <summary>The cosine of a vector with each of the block.</summary>
    public float[] Compare(ReadOnlySpan<float> query)
    {
        float[] wanted = new float[_dimension];
        Normalize(query, wanted);
        float[] scores = new float[Pieces.Length];
        int tasks = (scores.Length + RowsPerTask - 1) / RowsPerTask;
        Parallel.For(0, tasks, task =>
        {
            int last = Math.Min(scores.Length, (task + 1) * RowsPerTask);
            for (int row = task * RowsPerTask; row < last; row++)
                scores[row] = TensorPrimitives.Dot(_numbers.AsSpan(row * _dimension, _dimension), wanted);
        });
        return scores;
    }

    // A vector without a direction, or with something else than numbers in it, is near to nothing.
    private static void Normalize(ReadOnlySpan<float> vector, Span<float> target)
    {
        float length = TensorPrimitives.Norm(vector);
        if (length > 0 && float.IsFinite(length))
            TensorPrimitives.Divide(vector, length, target);
        else
            target.Clear();
    }
}
