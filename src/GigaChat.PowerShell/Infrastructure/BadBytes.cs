using System.Buffers;
using System.Text;

namespace GigaChat.Commands.Infrastructure;

/// <summary>The bytes of a file that are no UTF-8, and the first of them.</summary>
/// <param name="Count">How many places.</param>
/// <param name="First">The first byte.</param>
/// <param name="Place">Its place in the file, counted from 1.</param>
/// <param name="Line">Its line, counted from 1.</param>
internal sealed record BadBytes(long Count, byte First, long Place, long Line)
{
    // A text in another encoding has more of them than characters that happen to be right.
    private const int MinRightPerBad = 5;
    private const int FewBad = 3;
    private const int MinLengthPerBad = 100;

    /// <summary>Looks for bytes that are no UTF-8 in a file that is UTF-8 otherwise.</summary>
    /// <param name="file">The file, at its beginning.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null where the file is UTF-8 as a whole, or rather something else.</returns>
    public static async Task<BadBytes?> FindAsync(Stream file, CancellationToken cancellationToken)
    {
        var search = new Search();
        byte[] block = new byte[64 * 1024];
        int kept = 0;
        while (await file.ReadAsync(block.AsMemory(kept), cancellationToken).ConfigureAwait(false) is > 0 and int length)
        {
            kept = search.Look(block.AsSpan(0, kept + length), isLast: false);
        }
        search.Look(block.AsSpan(0, kept), isLast: true);
        return search.Found();
    }

    private sealed class Search
    {
        private BadBytes? _first;
        private long _bad;
        private long _right;
        private long _place;
        private long _line = 1;

        /// <summary>Looks at a block. What may go on in the next one is moved to its beginning, and its length is returned.</summary>
        public int Look(Span<byte> block, bool isLast)
        {
            ReadOnlySpan<byte> rest = block;
            while (!rest.IsEmpty)
            {
                OperationStatus status = Rune.DecodeFromUtf8(rest, out _, out int length);
                if (status == OperationStatus.NeedMoreData && !isLast)
                    break;
                if (status != OperationStatus.Done)
                    AddBad(rest[0]);
                else if (length > 1)
                    _right++;
                else if (rest[0] == '\n')
                    _line++;
                _place += length;
                rest = rest[length..];
            }
            rest.CopyTo(block);
            return rest.Length;
        }

        public BadBytes? Found()
        {
            bool isOtherwiseRight = _right >= MinRightPerBad * _bad || (_bad <= FewBad && _place >= MinLengthPerBad * _bad);
            return _first is not null && isOtherwiseRight ? _first with { Count = _bad } : null;
        }

        private void AddBad(byte value)
        {
            _bad++;
            _first ??= new BadBytes(1, value, _place + 1, _line);
        }
    }
}
