using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bot.Tests.Host.Http;

/// <summary>A connection that sends exactly what it is told, for callers that no HTTP client would be.</summary>
internal sealed class RawConnection : IDisposable
{
    private const int BufferSize = 32 * 1024;

    // Little of the kernel's memory for TCP: hundreds that send and do not read would take all of it, and no other program on the machine could connect.
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        SendBufferSize = BufferSize, ReceiveBufferSize = BufferSize,
    };

    private readonly byte[] _buffer = new byte[4096];

    /// <param name="from">The loopback address that it comes from: <c>127.0.0.2</c>.</param>
    public static async Task<RawConnection> OpenAsync(Uri host, string from = "127.0.0.1")
    {
        var connection = new RawConnection();
        connection._socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        try
        {
            await connection._socket.ConnectAsync(IPAddress.Loopback, host.Port);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Accepted and closed before this side had looked, as the next answer says.
        }

        return connection;
    }

    /// <summary>Nothing is sent to a side that has closed; <see cref="AnswerAsync"/> tells.</summary>
    public async Task SendAsync(string text)
    {
        try
        {
            await _socket.SendAsync(Encoding.ASCII.GetBytes(text));
        }
        catch (SocketException)
        {
            // Closed, as the next answer says.
        }
    }

    /// <summary>The head of a webhook call that announces its body, with as much of that as is given.</summary>
    public Task AnnounceAsync(int bytes, string begun) =>
        SendAsync($"POST /webhooks/meta HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-Sign: good\r\nContent-Length: {bytes}\r\n\r\n{begun}");

    /// <summary>What has come by now or comes next; empty when the other side has closed.</summary>
    public async Task<string> AnswerAsync()
    {
        try
        {
            return Encoding.ASCII.GetString(_buffer, 0, await _socket.ReceiveAsync(_buffer));
        }
        catch (SocketException)
        {
            return "";
        }
    }

    /// <summary>Something has come that was not read.</summary>
    public bool HasAnswer => _socket.Available > 0;

    /// <summary>What has come by now, without waiting for it.</summary>
    public string Received() => _socket.Available == 0 ? "" : Encoding.ASCII.GetString(_buffer, 0, _socket.Receive(_buffer));

    public void Dispose() => _socket.Dispose();
}
