using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bot.Bench.Fuzz;

/// <summary>A connection that is opened anew whenever the server has closed it, as it may after a body it did not read.</summary>
internal sealed class FuzzConnection(int port) : IDisposable
{
    /// <summary>Longer than the host's own patience with its store.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly byte[] _answer = new byte[1024 * 1024];
    private Socket? _socket;

    /// <returns>The answer's status; 0 when none came.</returns>
    public async Task<int> AskAsync(byte[] request, bool isHead)
    {
        using var limit = new CancellationTokenSource(Timeout);
        // A kept connection may have been closed meanwhile; a fresh one must answer.
        for (var tries = 0; tries < 2; tries++)
        {
            var fresh = _socket is null;
            try
            {
                _socket ??= await OpenAsync(limit.Token);
                if (await TryAsync(_socket, request, isHead, limit.Token) is var status and > 0) return status;
            }
            catch (OperationCanceledException)
            {
                Drop();
                return 0;
            }
            Drop();
            if (fresh) return 0;
        }
        return 0;
    }

    public void Dispose() => Drop();

    private async Task<int> TryAsync(Socket socket, byte[] request, bool isHead, CancellationToken cancel)
    {
        var sending = SendAsync(socket, request, cancel);
        var length = 0;
        try
        {
            while (true)
            {
                if (Whole(_answer.AsSpan(0, length), isHead) is { } status)
                {
                    if (!await sending || Encoding.ASCII.GetString(_answer, 0, length).Contains("Connection: close", StringComparison.OrdinalIgnoreCase)) Drop();
                    return status;
                }
                var read = await socket.ReceiveAsync(_answer.AsMemory(length), SocketFlags.None, cancel);
                if (read == 0) return 0;
                length += read;
            }
        }
        catch (SocketException)
        {
            await sending;
            return length > 12 ? StatusOf(_answer) : 0;
        }
    }

    /// <returns>False when the server stopped listening before the end, as it may for a body that is too large.</returns>
    private static async Task<bool> SendAsync(Socket socket, byte[] request, CancellationToken cancel)
    {
        try
        {
            for (var sent = 0; sent < request.Length;) sent += await socket.SendAsync(request.AsMemory(sent), SocketFlags.None, cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int? Whole(ReadOnlySpan<byte> answer, bool isHead)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return null;

        var lines = Encoding.ASCII.GetString(answer[..head]).Split("\r\n");
        var body = answer[(head + 4)..];
        if (isHead || lines.Skip(1).FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is not { } length)
            return !isHead && lines.Any(line => line.StartsWith("Transfer-Encoding:", StringComparison.OrdinalIgnoreCase)) && !body.EndsWith("0\r\n\r\n"u8) ? null : StatusOf(answer);
        return body.Length >= int.Parse(length["Content-Length:".Length..], CultureInfo.InvariantCulture) ? StatusOf(answer) : null;
    }

    private static int StatusOf(ReadOnlySpan<byte> answer) =>
        int.TryParse(Encoding.ASCII.GetString(answer.Slice(9, 3)), CultureInfo.InvariantCulture, out var status) ? status : 0;

    private static async Task<Socket> OpenAsync(int port, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
        return socket;
    }

    private Task<Socket> OpenAsync(CancellationToken cancel) => OpenAsync(port, cancel);

    private void Drop()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
