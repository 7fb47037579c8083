using System.Collections.Concurrent;
using System.Diagnostics;
using Bot.Engine.Conversations;
using Bot.Host.Observability;
using Bot.Tests.Host.Settings;
using Bot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Bot.Tests.Host.Observability;

/// <summary>Spans of HttpClient, made by .NET itself.</summary>
public sealed class ClientSpanTests
{
    private const string Trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-";

    [Fact]
    public async Task Requests_that_follow_from_a_message_whose_trace_is_not_kept_begin_none()
    {
        await using var peer = await PeerAsync();

        var spans = await SpansAsync(peer, async client =>
        {
            using (var scope = new UnkeptTraces().BeginWork(Trace + "00")) await client.GetAsync("/unkept");
            using (var scope = new UnkeptTraces().BeginWork(Trace + "01")) await client.GetAsync("/kept");
            using (var scope = new UnkeptTraces().BeginWork("wamid.1")) await client.GetAsync("/another");
        });

        spans.Select(span => span.GetTagItem("url.full")).Should().Equal($"{peer.Address}/kept", $"{peer.Address}/another");
    }

    [Fact]
    public async Task A_request_leaves_neither_query_nor_number_in_its_span()
    {
        await using var peer = await PeerAsync();

        var spans = await SpansAsync(peer, client => client.GetAsync("/agents/9876543210?pass=hunter2&name=Asha"));

        var span = spans.Should().ContainSingle().Subject;
        span.DisplayName.Should().Be("GET");
        string.Join(' ', span.TagObjects).Should().NotContainAny("9876543210", "hunter2", "Asha").And.ContainAll("http.request.method, GET", "http.response.status_code, 200");
    }

    [Fact]
    public void The_host_watches_for_messages_whose_trace_is_not_kept_where_spans_are_made()
    {
        using var bench = new SettingsBench().With("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318");

        new ServiceCollection().AddObservability(bench.Read().Configuration())
            .Should().Contain(service => service.ServiceType == typeof(IEngineObserver) && service.ImplementationType == typeof(UnkeptTraces));
    }

    private static Task<LoopbackServer> PeerAsync() => LoopbackServer.StartAsync(app => app.MapGet("/{**path}", () => "ok"));

    /// <summary>What HttpClient told of requests to this peer; other tests' requests are seen, too.</summary>
    private static async Task<IReadOnlyList<Activity>> SpansAsync(LoopbackServer peer, Func<HttpClient, Task> act)
    {
        using var ended = new EndedSpans(peer.Address);
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(ObservabilitySetup.HttpClientSource).AddProcessor(ended)
            .AddProcessor(new RedactingProcessor(new([]))).Build();
        using var client = new HttpClient { BaseAddress = new(peer.Address) };
        await act(client);
        return [.. ended.Spans];
    }

    private sealed class EndedSpans(string address) : BaseProcessor<Activity>
    {
        public ConcurrentQueue<Activity> Spans { get; } = new();

        public override void OnEnd(Activity data)
        {
            if (data.GetTagItem("url.full") is string url && url.StartsWith(address, StringComparison.Ordinal)) Spans.Enqueue(data);
        }
    }
}
