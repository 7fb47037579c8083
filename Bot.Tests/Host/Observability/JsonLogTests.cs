using System.Text.Json;
using Bot.Host.Observability;
using Bot.Host.Settings;

namespace Bot.Tests.Host.Observability;

public sealed class JsonLogTests
{
    [Fact]
    public void A_machine_reads_one_object_a_line_struck_and_with_its_trace()
    {
        var lines = new LogLines();
        using (var log = lines.Logger())
        using (Correlation.Follow("wamid.1"))
            log.Warning("Heard {Text} from {From}", "two\nlines", "919876543210");
        using var written = new StringWriter();

        foreach (var line in lines.Events) LogSetup.FormOf(LogFormat.Json).Format(line, written);

        var text = written.ToString().TrimEnd('\n', '\r');
        text.Should().NotContain("\n").And.NotContain("9876543210");
        var read = JsonDocument.Parse(text).RootElement;
        read.GetProperty("@l").GetString().Should().Be("Warning");
        read.GetProperty("Text").GetString().Should().Be(@"two\nlines");
        read.GetProperty("Correlation").GetString().Should().Be(Correlation.For("wamid.1").ToHexString());
    }
}
