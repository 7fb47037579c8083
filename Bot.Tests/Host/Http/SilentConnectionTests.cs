using System.IO.Pipelines;
using System.Text;
using Bot.Host.Http;
using Bot.Tests.Support;
using Microsoft.AspNetCore.Connections;

namespace Bot.Tests.Host.Http;

public sealed class SilentConnectionTests
{
    private readonly ManualClock _clock = new();
    private readonly List<string> _served = [];

    [Fact]
    public async Task A_connection_that_never_says_a_word_is_given_up_and_one_that_speaks_late_is_served_all_it_says()
    {
        var guarded = new SilentConnections(TimeSpan.FromSeconds(20), _clock).Around(ServeAsync);
        var (silent, talking) = (new Wire(), new Wire());
        var given = guarded(silent.Connection);
        var served = guarded(talking.Connection);

        _clock.Advance(TimeSpan.FromSeconds(15));
        await talking.SayAsync("GET /");
        await served;
        _served.Should().Equal("GET /");
        given.IsCompleted.Should().BeFalse();

        _clock.Advance(TimeSpan.FromSeconds(5));
        await given;
        _served.Should().ContainSingle();
    }

    [Fact]
    public async Task One_that_ends_before_it_spoke_is_not_served()
    {
        var gone = new Wire();
        var given = new SilentConnections(TimeSpan.FromSeconds(20), _clock).Around(ServeAsync)(gone.Connection);

        await gone.EndAsync();
        await given;

        _served.Should().BeEmpty();
    }

    private async Task ServeAsync(ConnectionContext connection)
    {
        var heard = await connection.Transport.Input.ReadAsync();
        _served.Add(Encoding.ASCII.GetString(heard.Buffer));
        connection.Transport.Input.AdvanceTo(heard.Buffer.End);
    }

    /// <summary>A connection whose other end is the test's.</summary>
    private sealed class Wire : IDuplexPipe
    {
        private readonly Pipe _in = new();
        private readonly Pipe _out = new();

        public Wire() => Connection = new DefaultConnectionContext("test") { Transport = this };

        public ConnectionContext Connection { get; }

        public PipeReader Input => _in.Reader;

        public PipeWriter Output => _out.Writer;

        public async Task SayAsync(string text) => await _in.Writer.WriteAsync(Encoding.ASCII.GetBytes(text));

        public async Task EndAsync() => await _in.Writer.CompleteAsync();
    }
}
