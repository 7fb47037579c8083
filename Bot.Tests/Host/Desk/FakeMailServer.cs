using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bot.Tests.Host.Desk;

/// <summary>Takes one mail over SMTP (RFC 5321), as plainly as it goes.</summary>
internal sealed class FakeMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public FakeMailServer()
    {
        _listener.Start();
        Mail = TakeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The mail with its headers.</summary>
    public Task<string> Mail { get; }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> TakeAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var lines = new StreamReader(stream, Encoding.UTF8);
        await SayAsync("220 here");
        while (await lines.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await SayAsync("250 fine");
                continue;
            }

            await SayAsync("354 go on");
            var mail = new StringBuilder();
            while (await lines.ReadLineAsync() is { } text && text != ".") mail.AppendLine(text);
            await SayAsync("250 taken");
            return mail.ToString();
        }

        throw new InvalidOperationException("No mail came.");

        async Task SayAsync(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"));
    }
}
