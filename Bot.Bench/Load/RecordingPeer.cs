using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bot.Bench.Load;

/// <summary>Stands at the providers' end: takes every message, answers at once with an id, and counts.</summary>
internal sealed class RecordingPeer : IDisposable
{
    private readonly RequestWatcher? _watch;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _closed = new();
    private long _taken;

    /// <param name="watch">Sees every request before it is answered.</param>
    public RecordingPeer(RequestWatcher? watch = null)
    {
        _watch = watch;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public delegate void RequestWatcher(ReadOnlySpan<byte> request);

    /// <summary>Messages taken.</summary>
    public long Taken => Volatile.Read(ref _taken);

    public void Dispose()
    {
        _closed.Cancel();
        _listener.Dispose();
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_closed.IsCancellationRequested) _ = ServeAsync(await _listener.AcceptAsync(_closed.Token));
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The listener is closed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        socket.NoDelay = true;
        var request = new byte[256 * 1024];
        var length = 0;
        try
        {
            while (true)
            {
                var read = await socket.ReceiveAsync(request.AsMemory(length), SocketFlags.None, _closed.Token);
                if (read == 0) return;
                length += read;
                while (WireText.WholeLength(request.AsSpan(0, length)) is { } whole && whole <= length)
                {
                    _watch?.Invoke(request.AsSpan(0, whole));
                    request.AsSpan(whole, length - whole).CopyTo(request);
                    length -= whole;
                    await socket.SendAsync(Answer(Interlocked.Increment(ref _taken)), SocketFlags.None, _closed.Token);
                }
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The caller hung up.
        }
    }

    /// <summary>Meta's and Gupshup's in one.</summary>
    private static byte[] Answer(long number)
    {
        var body = $$"""{"messaging_product":"whatsapp","messages":[{"id":"wamid.{{number}}"}],"status":"submitted","messageId":"gs-{{number}}"}""";
        return Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
