using System.Diagnostics;
using Bot.Host.Observability;
using Bot.Host.Settings;

namespace Bot.Tests.Host.Observability;

public sealed class RedactingSinkTests
{
    private readonly LogLines _lines = new();

    [Fact]
    public void Message_properties_and_exception_are_struck_at_any_depth()
    {
        using var log = _lines.Logger("hunter2hunter");
        var thrown = new InvalidOperationException("no agent 9876543210", new FormatException("token=hunter2hunter"));

        log.Error(thrown, "Heard 9876543210 from {From} with {@Body} and {Map}", "919876543210", new { Otp = "48", Inner = new { Text = "PAN ABCPD1234E" } }, new Dictionary<string, string> { ["9876543210"] = "4821" });

        _lines.Text.Should().NotContainAny("9876543210", "4821", "ABCPD1234E", "hunter2", "\"48\"");
        _lines.Text.Should().Contain("no agent [number]").And.Contain("[id]").And.Contain(nameof(FormatException));
    }

    [Fact]
    public void A_template_that_holds_a_number_itself_is_struck()
    {
        using var log = _lines.Logger();
#pragma warning disable CA2254 // What a careless line would do.
        log.Information("Heard " + "9876543210" + " and {9876543210} {Count}", 3);
#pragma warning restore CA2254

        _lines.Text.Should().NotContain("9876543210");
    }

    [Fact]
    public void Measures_and_times_stay()
    {
        using var log = _lines.Logger();

        log.Information("{Count} rows in {ElapsedMs} ms at {At:yyyy}, port {Port}, code {ErrorCode}", 12345, 6789.5, new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), 5000, "131047");

        _lines.Events.Single().RenderMessage(null).Should().Be("12345 rows in 6789.5 ms at 2026, port 5000, code \"131047\"");
    }

    [Fact]
    public void A_number_in_a_numeric_property_is_struck()
    {
        using var log = _lines.Logger();

        log.Information("{Mobile} {Code} {Born}", 9876543210L, 482193, new DateOnly(1990, 6, 15));

        _lines.Text.Should().NotContainAny("9876543210", "482193", "1990");
    }

    [Fact]
    public async Task One_message_carries_one_correlation_through_every_line()
    {
        await using var log = _lines.Logger();

        using (Correlation.Begin(Correlation.For("wamid.1")))
        {
            log.Information("taken");
            await Task.Yield();
            log.Information("answered");
        }

        log.Information("something else");
        _lines.Events.Select(line => line.Properties.GetValueOrDefault("Correlation")?.ToString()).Should()
            .Equal(Correlation.For("wamid.1").ToHexString(), Correlation.For("wamid.1").ToHexString(), null);
        Correlation.For("wamid.1").ToHexString().Should().MatchRegex("^[0-9a-f]{32}$").And.NotBe(Correlation.For("wamid.2").ToHexString());
    }

    [Theory]
    [InlineData("billing\n2026-11-29T10:00:00 INF [] Bot: forged")]
    [InlineData("\u001b[31mred")]
    public void A_text_of_a_caller_stays_in_its_line(string text)
    {
        using (var log = _lines.Logger())
        {
            log.Information("told of {Kind} in {@Body} and {Map}", text, new { Text = text }, new Dictionary<string, string> { [text] = text });
            log.Error(new InvalidOperationException(text), "failed");
        }

        foreach (var format in Enum.GetValues<LogFormat>())
        {
            using var written = new StringWriter();
            foreach (var line in _lines.Events) LogSetup.FormOf(format).Format(line, written);

            written.ToString().Should().NotContain("\u001b").And.NotContain("\n[date]");
        }
    }

    [Fact]
    public void What_an_outbox_row_carries_gives_the_lines_its_trace()
    {
        var trace = ActivityTraceId.CreateRandom();
        using var log = _lines.Logger();

        using (Correlation.Follow($"00-{trace}-{ActivitySpanId.CreateRandom()}-00")) log.Information("sent");

        _lines.Events.Single().Properties["Correlation"].ToString().Should().Be(trace.ToHexString());
    }
}
