using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Storage.Sealing;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Storage;

/// <summary>A container with what stores and products consume, on a clock that stands still.</summary>
internal static class StoreContainer
{
    public static IServiceCollection With(TimeProvider clock, string secret = "a secret of the tests") => new ServiceCollection()
        .AddSingleton(clock)
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSealing(() => secret);

    /// <summary>The engine, as far as a store needs it: a runner without flows.</summary>
    public static IServiceCollection WithEngine(this IServiceCollection services) => services
        .AddSingleton<IEngineObserver>(new RecordingObserver())
        .AddSingleton(new OutboxSettings { Owner = "tests" })
        .AddSingleton(provider => new Alarms(provider.GetRequiredService<IEngineObserver>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<SendingStops>()
        .AddSingleton(provider => new DeliveryReports(
            provider.GetRequiredService<IConversationStore>(), [], provider.GetRequiredService<SendingStops>(), null,
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new ConversationRunner(
            new(new FlowSet([], "main"), new CaseVocabulary()), provider.GetRequiredService<IConversationStore>(), new NoRenderer(), new(),
            provider.GetRequiredService<IEngineObserver>()));
}

/// <summary>Renders nothing: no turn is taken in these tests.</summary>
internal sealed class NoRenderer : IMessageRenderer
{
    public ImmutableArray<OutboundMessage> Render(Reply reply) => throw new NotSupportedException();

    public string RenderText(Reply reply) => throw new NotSupportedException();

    public TemplateMessage? RenderTemplate(Reply reply) => throw new NotSupportedException();

    public string LabelOf(string flow, string labelKey, string language) => throw new NotSupportedException();
}
