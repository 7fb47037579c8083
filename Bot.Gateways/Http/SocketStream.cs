using System.Net;
using System.Net.Sockets;

namespace Bot.Gateways.Http;

/// <summary>A connection to the first of some addresses that answers, for clients that choose addresses themselves.</summary>
internal static class SocketStream
{
    public static async Task<Stream> OpenAsync(IPAddress[] addresses, int port, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
