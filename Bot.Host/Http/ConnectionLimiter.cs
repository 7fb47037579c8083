using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Bot.Host.Http;

/// <summary>Refuses connections of an address that has too many open already, before anything is read from them.</summary>
/// <remarks>Of IPv6 a customer is given a /64 at least (RFC 6177), so its first 64 bits count as one address.</remarks>
/// <param name="most">Connections open at once for each address.</param>
internal sealed class ConnectionLimiter(int most)
{
    private const int Ipv6Network = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _open = [];

    /// <summary>Addresses with an open connection.</summary>
    public int Addresses
    {
        get { lock (_gate) return _open.Count; }
    }

    public ConnectionDelegate Around(ConnectionDelegate next) => async connection =>
    {
        if ((connection.RemoteEndPoint as IPEndPoint)?.Address is not { } remote)
        {
            await next(connection);
            return;
        }

        var address = Counted(remote);
        if (!TryOpen(address))
        {
            connection.Abort(new ConnectionAbortedException("This address has too many connections open."));
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Close(address);
        }
    };

    /// <summary>The address that a connection counts for.</summary>
    public static IPAddress Counted(IPAddress remote)
    {
        if (remote.IsIPv4MappedToIPv6) return remote.MapToIPv4();
        if (remote.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(remote)) return remote;

        var bytes = remote.GetAddressBytes();
        bytes.AsSpan(Ipv6Network).Clear();
        return new(bytes);
    }

    private bool TryOpen(IPAddress address)
    {
        lock (_gate)
        {
            var open = _open.GetValueOrDefault(address);
            if (open >= most) return false;

            _open[address] = open + 1;
            return true;
        }
    }

    private void Close(IPAddress address)
    {
        lock (_gate)
        {
            if (--_open[address] == 0) _open.Remove(address);
        }
    }
}
