using System.Net;
using System.Net.Sockets;

namespace Bot.Tests.Support;

/// <summary>An HTTP client that comes from a loopback address of its own, for what is counted by address.</summary>
internal static class LoopbackClient
{
    /// <param name="address"><c>127.0.1.1</c>.</param>
    public static HttpClient From(string address, Uri host) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (connecting, cancel) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(IPAddress.Loopback, connecting.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = host };
}
