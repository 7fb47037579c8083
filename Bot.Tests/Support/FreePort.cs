using System.Net;
using System.Net.Sockets;

namespace Bot.Tests.Support;

/// <summary>A port nobody listens on at the moment, for a host that must know its own address beforehand.</summary>
internal static class FreePort
{
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
