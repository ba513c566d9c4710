using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace GigaChat;

/// <summary>A key, token or password. <see cref="ToString"/> does not show it, and its buffer is cleared when it is disposed.</summary>
public sealed class Secret : IDisposable
{
    private readonly char[] _value;
    private bool _disposed;

    private Secret(char[] value) => _value = value;

    /// <summary>True where there is nothing but white space.</summary>
    public bool IsEmpty => _value.AsSpan().IsWhiteSpace();

    /// <summary>Keeps a copy of the text.</summary>
    /// <param name="value">The secret in clear.</param>
    /// <returns>The secret.</returns>
    public static Secret From(ReadOnlySpan<char> value)
    {
        // Pinned, so that the garbage collector leaves no copies behind when it moves things.
        char[] copy = GC.AllocateUninitializedArray<char>(value.Length, pinned: true);
        value.CopyTo(copy);
        return new Secret(copy);
    }

    /// <summary>Keeps two texts with a colon between them, joined without a copy that would not be cleared.</summary>
    internal static Secret Pair(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        char[] pair = GC.AllocateUninitializedArray<char>(first.Length + 1 + second.Length, pinned: true);
        first.CopyTo(pair);
        pair[first.Length] = ':';
        second.CopyTo(pair.AsSpan(first.Length + 1));
        return new Secret(pair);
    }

    /// <summary>Keeps the Base64 of bytes.</summary>
    internal static Secret Base64(ReadOnlySpan<byte> bytes)
    {
        char[] text = GC.AllocateUninitializedArray<char>((bytes.Length + 2) / 3 * 4, pinned: true);
        _ = Convert.TryToBase64Chars(bytes, text, out _);
        return new Secret(text);
    }

    /// <summary>Keeps a copy of the secure string's text.</summary>
    /// <param name="value">The secret.</param>
    /// <returns>The secret.</returns>
    public static Secret From(SecureString value)
    {
        ArgumentNullException.ThrowIfNull(value);
        nint pointer = Marshal.SecureStringToGlobalAllocUnicode(value);
        try
        {
            char[] copy = GC.AllocateUninitializedArray<char>(value.Length, pinned: true);
            Marshal.Copy(pointer, copy, 0, copy.Length);
            return new Secret(copy);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_value.AsSpan()));
    }

    /// <summary>Never the value.</summary>
    /// <returns>Three asterisks.</returns>
    public override string ToString() => "***";

    /// <summary>Whether the secret stands in a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>False also where there is no secret.</returns>
    public bool IsIn(ReadOnlySpan<char> text) => !IsEmpty && text.Contains(Reveal(), StringComparison.Ordinal);

    /// <summary>The text itself, for the moment it is sent.</summary>
    /// <exception cref="ObjectDisposedException">It was cleared: zeros must not be sent for it.</exception>
    internal ReadOnlySpan<char> Reveal()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _value;
    }

    /// <summary>The text as UTF-8; the caller clears it.</summary>
    internal byte[] RevealUtf8()
    {
        ReadOnlySpan<char> value = Reveal();
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(value)];
        Encoding.UTF8.GetBytes(value, bytes);
        return bytes;
    }
}
