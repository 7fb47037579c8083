using Bot.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Engine;

/// <summary>Bounds that a program sets for the engine.</summary>
public sealed class BotEngineOptionsTests
{
    public static TheoryData<string, Action<BotEngineOptions>> Faults => new()
    {
        { "CachedSessions", options => options.CachedSessions = -1 },
        { "TranscriptKept", options => options.TranscriptKept = TimeSpan.FromDays(-1) },
        { "Outbox", options => options.Outbox = null! },
        { "Outbox.Owner", options => options.Outbox = options.Outbox with { Owner = "" } },
        { "Outbox.Parallel", options => options.Outbox = options.Outbox with { Parallel = 0 } },
        { "Outbox.Lease", options => options.Outbox = options.Outbox with { Lease = options.Outbox.CallLimit } },
        { "Outbox.Poll", options => options.Outbox = options.Outbox with { Poll = TimeSpan.Zero } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_bound_with_which_nothing_would_leave_stops_the_start(string name, Action<BotEngineOptions> set) =>
        Start(set).Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which.Should().StartWith(name + " ");

    [Fact]
    public void The_defaults_are_sound() => Start(_ => { }).Should().NotThrow();

    private static Action Start(Action<BotEngineOptions> set) => () =>
    {
        using var services = new ServiceCollection().AddBotEngine(set).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    };
}
