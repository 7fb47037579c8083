using Bot.Engine.Abstractions;
using Bot.Sandbox;

namespace Bot.Host.Console;

/// <summary>What the page needs to know before anything happens.</summary>
internal static class ConsoleSetup
{
    /// <summary>Ways to misbehave that one click lets happen, in the sandbox's own words.</summary>
    private static readonly object[] Faults =
    [
        new { fault = "status 503 once", label = "answers 503 once" },
        new { fault = "drop once", label = "hangs up once" },
        new { fault = "garbage once", label = "answers garbage once" },
        new { fault = "doneButLost once", label = "does it, but the answer is lost" },
        new { fault = "latency 2s once", label = "takes 2 seconds once" },
        new { fault = "refuse \"Not today\" once", label = "says no once" },
    ];

    /// <param name="phones">Null where nothing is sandboxed: then the console only watches.</param>
    /// <param name="channels">Every channel of this host; those with a webhook have conversations to watch.</param>
    public static object Of(ConsolePhones? phones, IEnumerable<IChannel> channels, TimeProvider clock) => new
    {
        channels = phones?.Channels ?? [],
        watchable = channels.Where(channel => channel.Webhook is not null).Select(channel => channel.Name),
        partners = phones is null ? [] : SandboxWorld.Partners,
        faults = phones is null ? [] : Faults,
        // What can happen on a channel besides writing, and which channels' people may hide their number.
        happenings = phones?.Happenings ?? new Dictionary<string, Happening[]>(),
        hiding = phones?.HidingChannels ?? [],
        // One of the agents every sandbox begins with.
        agent = phones is null ? null : new { mobile = "9876543210", name = "Asha Rao" },
        clock = clock is AdvancingClock advancing ? (long)advancing.Ahead.TotalSeconds : (long?)null,
    };
}
