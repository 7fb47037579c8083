using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bot.Tests.Support.Partners;

/// <summary>
/// Answers the first request of each connection and keeps it open; takes the next one and closes without a word. The politest way to lose an answer.
/// </summary>
internal sealed class HangingUpServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _answer;
    private readonly Task _serving;
    private int _requests;

    public HangingUpServer(string answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public int Requests => Volatile.Read(ref _requests);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        var buffer = new byte[16 * 1024];
        if (await stream.ReadAsync(buffer, _stop.Token) == 0) return;
        Interlocked.Increment(ref _requests);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {_answer.Length}\r\n\r\n{_answer}"));

        if (await stream.ReadAsync(buffer, _stop.Token) > 0) Interlocked.Increment(ref _requests);
    }
}
