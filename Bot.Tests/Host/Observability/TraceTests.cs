using System.Diagnostics;
using System.Text;
using Bot.Engine.Flows;
using Bot.Engine.Abstractions;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Bot.Tests.Host.Webhooks;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Host.Observability;

/// <summary>One message is one trace, whichever processes work at it.</summary>
public sealed class TraceTests
{
    private const string Flow = """
        flow: menu
        start: greet
        states:
          greet:
            say: name
            next: ask
          ask:
            call: partner.ask
            on: { done: bye, unavailable: bye }
          bye:
            say: still
            next: done
          done:
            end:
        """;

    private static readonly string[] Reserved = ["bot.webhook", "bot.turn", "bot.commit"];

    [Fact]
    public async Task One_trace_spans_webhook_turn_commit_send_and_call_over_a_crash()
    {
        using var trace = new TraceRecorder();
        using var folder = new TemporaryFolder();
        var clock = new ManualClock();

        // The first process commits and dies: nothing of its outbox has left.
        await using (var first = new EngineStage(Flow, [new Partner()], [new TakingChannel("meta")], clock, folder: folder))
            await PostAsync(first, clock, trace.Context);
        trace.Names.Should().BeEquivalentTo(Reserved);

        await using (var second = new EngineStage(Flow, [new Partner()], [new TakingChannel("meta")], clock, folder: folder))
            while (await second.Pump.DrainAsync(default) > 0) { }

        trace.Names.Should().BeEquivalentTo([.. Reserved, "bot.send", "bot.call", "partner answers", "bot.turn", "bot.commit", "bot.send"]);
        trace.Spans.Should().OnlyContain(span => span.TraceId == trace.Id);
        trace.ParentOf("bot.send").Should().Be("bot.turn");
        trace.ParentOf("bot.call").Should().Be("bot.turn");
        trace.ParentOf("partner answers").Should().Be("bot.call");
    }

    [Fact]
    public async Task A_trace_that_is_not_kept_goes_on_not_being_kept()
    {
        using var trace = new TraceRecorder(ActivityTraceFlags.None);
        using var folder = new TemporaryFolder();
        var clock = new ManualClock();

        await using var stage = new EngineStage(Flow, [new Partner()], [new TakingChannel("meta")], clock, folder: folder);
        await PostAsync(stage, clock, trace.Context);
        while (await stage.Pump.DrainAsync(default) > 0) { }

        // Its root alone, which knows the trace's id: the log's lines and the outbox carry it on.
        trace.Names.Should().Equal("bot.webhook");
        trace.Spans.Should().OnlyContain(span => !span.Recorded);
        stage.Observer.Causes.Should().HaveCount(3).And.AllSatisfy(cause => cause.Should().StartWith($"00-{trace.Id}-").And.EndWith("-00"));
    }

    private static async Task PostAsync(EngineStage stage, ManualClock clock, string context)
    {
        await using var host = await HostOnPort.StartAsync(
            services => services
                .AddSingleton<IInboundDispatcher>(new InboundDispatcher(stage.Runner, stage.Store, clock, NullLogger<InboundDispatcher>.Instance))
                .AddSingleton<IChannel>(new FakeChannel("meta") { Webhook = new() { Guarded = true } })
                .AddWebhooks(),
            app => app.MapWebhooks());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/meta") { Content = new StringContent("""{"who":"meta","say":["hi"]}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Sign", "good");
        request.Headers.Add("traceparent", context);
        using var response = await host.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>A partner whose own code opens a span, as the HTTP client does.</summary>
    private sealed class Partner : Operation
    {
        public override OperationContract Contract { get; } = new("partner.ask", [], [new("done"), new("unavailable")]);

        public override Task<CallResult> RunAsync(Call call, CancellationToken cancel)
        {
            using var span = TraceRecorder.Source.StartActivity("partner answers");
            return Task.FromResult(CallResult.Of("done"));
        }
    }
}
