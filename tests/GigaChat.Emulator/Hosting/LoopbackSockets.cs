using System.Net;
using System.Net.Sockets;

namespace GigaChat.Emulator.Hosting;

/// <summary>
/// Listening sockets bound before the server starts, so that a port is ours from the moment we know it and is
/// the same for 127.0.0.1 and ::1: <c>localhost</c> may be either.
/// </summary>
internal sealed class LoopbackSockets
{
    private const int Attempts = 20;
    private readonly Dictionary<IPEndPoint, Socket> _sockets = [];

    /// <summary>Binds a port (0: any free one) and returns its number.</summary>
    public int Bind(int port, bool bothFamilies)
    {
        for (var attempt = 1; ; attempt++)
        {
            var four = BindOne(new(IPAddress.Loopback, port));
            var bound = (IPEndPoint)four.LocalEndPoint!;
            try
            {
                if (bothFamilies && Socket.OSSupportsIPv6)
                {
                    var six = new IPEndPoint(IPAddress.IPv6Loopback, bound.Port);
                    _sockets.Add(six, BindOne(six));
                }
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse && port == 0 && attempt < Attempts)
            {
                four.Dispose();
                continue;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
            {
                // No IPv6 loopback here: then localhost is 127.0.0.1.
            }

            _sockets.Add(bound, four);
            return bound.Port;
        }
    }

    public IEnumerable<IPEndPoint> EndPoints(int port) => _sockets.Keys.Where(endPoint => endPoint.Port == port);

    /// <summary>Hands a socket over; the server owns it from then on.</summary>
    public Socket Take(EndPoint endPoint) => _sockets[(IPEndPoint)endPoint];

    private static Socket BindOne(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
