using System.Diagnostics;
using Bot.Host.Observability;

namespace Bot.Tests.Host.Observability;

public sealed class RedactingProcessorTests
{
    [Fact]
    public void No_number_and_no_secret_leaves_with_a_span()
    {
        using var processor = new RedactingProcessor(new(["hunter2hunter"]));
        using var span = new Activity("GET /agents/9876543210");
        span.SetTag("url.full", "https://sms.example/send?to=919876543210&pass=hunter2hunter").SetTag("bot.channel", "meta").SetTag("http.response.status_code", 200).SetStatus(ActivityStatusCode.Error, "no agent 9876543210");

        processor.OnEnd(span);

        $"{span.DisplayName} {string.Join(' ', span.TagObjects)} {span.StatusDescription}".Should().NotContainAny("9876543210", "hunter2").And.Contain("meta").And.Contain("200");
    }
}
