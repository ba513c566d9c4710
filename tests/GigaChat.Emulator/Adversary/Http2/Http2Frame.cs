using System.Buffers.Binary;
using System.Text;

namespace GigaChat.Emulator.Adversary.Http2;

/// <summary>Frames of HTTP/2 as bytes (RFC 9113, 4 and 6), and header blocks without a table (RFC 7541, 6.2.2).</summary>
internal static class Http2Frame
{
    public const int HeadLength = 9;
    public const byte EndStream = 1, Acknowledge = 1, EndHeaders = 4, Padded = 8;
    public const byte Data = 0, Headers = 1, Priority = 2, Reset = 3, Settings = 4, PushPromise = 5, Ping = 6, GoAway = 7, WindowUpdate = 8,
        Continuation = 9;

    /// <summary>A frame.</summary>
    public static byte[] New(byte type, byte flags, int stream, ReadOnlySpan<byte> payload, int? length = null)
    {
        var frame = new byte[HeadLength + payload.Length];
        var announced = length ?? payload.Length;
        (frame[0], frame[1], frame[2]) = ((byte)(announced >> 16), (byte)(announced >> 8), (byte)announced);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(HeadLength));
        return frame;
    }

    /// <summary>A frame whose payload is one number.</summary>
    public static byte[] New(byte type, int stream, uint number)
    {
        Span<byte> payload = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(payload, number);
        return New(type, 0, stream, payload);
    }

    /// <summary>GOAWAY, with its debug data as text (RFC 9113, 6.8).</summary>
    public static byte[] Away(int lastStream, uint code, string text)
    {
        var payload = new byte[8 + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteInt32BigEndian(payload, lastStream);
        BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan(4), code);
        Encoding.UTF8.GetBytes(text, payload.AsSpan(8));
        return New(GoAway, 0, 0, payload);
    }

    /// <summary>A header block.</summary>
    public static byte[] Block(params (string Name, string Value)[] headers)
        => [.. headers.SelectMany(static header => (byte[])[0, .. Text(header.Name), .. Text(header.Value)])];

    /// <summary>A text with its length, a number with a prefix of 7 bits.</summary>
    public static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length < 127)
            return [(byte)bytes.Length, .. bytes];
        List<byte> length = [127];
        var rest = bytes.Length - 127;
        for (; rest >= 128; rest >>= 7)
            length.Add((byte)((rest & 127) | 128));
        return [.. length, (byte)rest, .. bytes];
    }
}
