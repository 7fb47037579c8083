using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Bot.Bench.Load;

/// <summary>
/// One kept connection to an HTTP server on this machine: writes a request, reads the answer. A general client would take a third of the machine that is to be
/// measured.
/// </summary>
internal sealed class WireConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[64 * 1024];

    public static async Task<WireConnection> OpenAsync(int port, CancellationToken cancel)
    {
        var connection = new WireConnection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port, cancel);
        return connection;
    }

    /// <returns>The answer's status.</returns>
    /// <exception cref="SocketException">The connection broke.</exception>
    public async ValueTask<int> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        await _socket.SendAsync(request, SocketFlags.None, cancel);
        var length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(length), SocketFlags.None, cancel);
            if (read == 0) throw new SocketException((int)SocketError.ConnectionReset);
            length += read;
            if (WireText.WholeLength(_answer.AsSpan(0, length)) is { } whole && length >= whole) return StatusOf(_answer);
        }
    }

    public void Dispose() => _socket.Dispose();

    private static int StatusOf(ReadOnlySpan<byte> answer) => Utf8Parser.TryParse(answer["HTTP/1.1 ".Length..], out int status, out _) ? status : 0;
}

/// <summary>The little of HTTP/1.1 that both ends of the measurement need.</summary>
internal static class WireText
{
    /// <summary>Length of the first message with its body; null while its head is not there yet.</summary>
    public static int? WholeLength(ReadOnlySpan<byte> text)
    {
        var head = text.IndexOf("\r\n\r\n"u8);
        if (head < 0) return null;

        var lines = text[..(head + 2)];
        while (!lines.IsEmpty)
        {
            var line = lines[..lines.IndexOf("\r\n"u8)];
            lines = lines[(line.Length + 2)..];
            if (System.Text.Ascii.EqualsIgnoreCase(line[..Math.Min(line.Length, 15)], "Content-Length:"u8)
                && Utf8Parser.TryParse(line[15..].TrimStart((byte)' '), out int length, out _))
            {
                return head + 4 + length;
            }
        }

        return head + 4;
    }
}
