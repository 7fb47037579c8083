using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bot.Bench.Load;

/// <summary>What one connection of a stranger does until it is closed or cancelled.</summary>
internal delegate Task StrangersAct(Socket connection, CancellationToken cancel);

/// <summary>Connections that bring no message and take what they can. One that is closed comes again, from as many addresses as it takes.</summary>
internal sealed class Strangers : IAsyncDisposable
{
    /// <summary>Fewer than the host lets one address have.</summary>
    private const int PerAddress = 990;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _acting = [];
    private int _connected;

    /// <summary>Connections that were taken, all in all.</summary>
    public int Connected => Volatile.Read(ref _connected);

    /// <summary>Returns when each has tried once.</summary>
    public static async Task<Strangers> ArriveAsync(int port, int count, StrangersAct act)
    {
        var strangers = new Strangers();
        for (var i = 0; i < count; i++)
        {
            var address = new IPAddress(new byte[] { 127, 0, 0, (byte)(2 + (i / PerAddress)) });
            var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            strangers._acting.Add(strangers.ActAsync(address, port, act, first));
            await first.Task;
        }

        return strangers;
    }

    /// <summary>Sends a beginning, then waits for the other side to say or close something.</summary>
    public static StrangersAct Begin(string text) => async (connection, cancel) =>
    {
        if (text.Length > 0) await connection.SendAsync(Encoding.ASCII.GetBytes(text), SocketFlags.None, cancel);
        await connection.ReceiveAsync(new byte[1], SocketFlags.None, cancel);
    };

    /// <summary>The same, and then a little at a time.</summary>
    public static StrangersAct Trickle(string text, int bytes, TimeSpan every) => async (connection, cancel) =>
    {
        await connection.SendAsync(Encoding.ASCII.GetBytes(text), SocketFlags.None, cancel);
        var little = Encoding.ASCII.GetBytes(new string(' ', bytes));
        while (true)
        {
            await connection.SendAsync(little, SocketFlags.None, cancel);
            await Task.Delay(every, cancel);
        }
    };

    /// <summary>Asks for the same thing again as soon as it was sent.</summary>
    public static StrangersAct Ask(string text) => async (connection, cancel) =>
    {
        var (request, buffer) = (Encoding.ASCII.GetBytes(text), new byte[64 * 1024]);
        while (true)
        {
            await connection.SendAsync(request, SocketFlags.None, cancel);
            var length = await connection.ReceiveAsync(buffer, SocketFlags.None, cancel);
            if (length == 0) return;
            var whole = WireText.WholeLength(buffer.AsSpan(0, length)) ?? 0;
            while (length < whole && await connection.ReceiveAsync(buffer, SocketFlags.None, cancel) is > 0 and var more) length += more;
        }
    };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_acting);
        _end.Dispose();
    }

    private async Task ActAsync(IPAddress address, int port, StrangersAct act, TaskCompletionSource first)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var connection = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                connection.Bind(new IPEndPoint(address, 0));
                await connection.ConnectAsync(IPAddress.Loopback, port, _end.Token);
                Interlocked.Increment(ref _connected);
                first.TrySetResult();
                await act(connection, _end.Token);
            }
            catch (Exception closed) when (closed is SocketException or OperationCanceledException)
            {
                // Refused, closed or over: what a stranger is used to.
            }

            first.TrySetResult();
            await Task.Delay(Rest, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
