using System.Net;
using System.Net.Sockets;
using Bot.Host.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Bot.Host;

/// <summary>The port that the system chooses for <c>PORT=0</c>, bound before anything is wired: the clients of the sandbox need its number.</summary>
internal sealed class ChosenPort : IDisposable
{
    private readonly Socket _socket;

    private ChosenPort(IPAddress address)
    {
        _socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _socket.Bind(new IPEndPoint(address, 0));
    }

    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <returns>Null where a port is set, or where the host is a name: Kestrel listens on each of its addresses then.</returns>
    public static ChosenPort? Of(ListenAddress listen) => listen.Port == 0 && IPAddress.TryParse(listen.Host, out var address) ? new(address) : null;

    /// <summary>Lets the server listen on what was bound here.</summary>
    public void UseIn(IServiceCollection services) => services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = Bound);

    private Socket Bound(EndPoint endpoint) =>
        endpoint.Equals(_socket.LocalEndPoint) ? _socket : SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);

    public void Dispose() => _socket.Dispose();
}
