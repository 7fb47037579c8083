using Bot.Gateways.Channels;

namespace Bot.Tests.Gateways.Channels;

public sealed class MediaHostsTests
{
    [Theory]
    [InlineData("http://localhost:5000/media/1", true)]
    [InlineData("http://127.0.0.1:5000/media/1", true)]
    [InlineData("http://[::1]:5000/media/1", true)]
    [InlineData("http://localhost:5001/media/1", false)]
    [InlineData("http://localhost.example.com:5000/media/1", false)]
    [InlineData("http://127.0.0.2:5000/media/1", false)]
    public void B05_this_machine_has_one_name(string link, bool allowed)
    {
        foreach (var setting in (string[])["http://127.0.0.1:5000/api", "http://localhost:5000"])
            new MediaHosts([], [setting], []).Allows(new(link)).Should().Be(allowed, setting);
    }
}
