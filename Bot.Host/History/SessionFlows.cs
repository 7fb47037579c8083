using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Versions;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Host.History;

/// <summary>The flows that a conversation runs on, for those who show it: where versions are in use side by side, those of its own.</summary>
internal sealed class SessionFlows(StateMachine live, IMessageRenderer renderer, IFlowVersions? versions = null)
{
    /// <summary>What hears the next input of a conversation, and the conversation as that finds it.</summary>
    public async ValueTask<SeenConversation> SeeAsync(StoredConversation stored, CancellationToken cancel)
    {
        if (versions is null) return new(stored, live, renderer);

        var at = await versions.ForAsync(stored.Conversation, stored.Session, cancel);
        return new(stored with { Session = at.Session }, at.Machine, at.Renderer);
    }

    /// <summary>Whether a key may see that there is a conversation in a flow. What the live flows do not have may have asked for any scope.</summary>
    /// <param name="may">Whether the key has a scope; asked for an empty one, whether it has every one.</param>
    public bool IsSeenBy(string flow, Func<string, bool> may) => IsSeenBy(live.Flows, flow, may);

    /// <summary>The same of flows that are known.</summary>
    public bool IsSeenBy(FlowSet flows, string flow, Func<string, bool> may) => flows.Find(flow) is { } known
        ? known.Scope.Length == 0 || may(known.Scope)
        : versions is null || flow.Length == 0 || may("");
}

/// <summary>Conversations as they are shown, in a container.</summary>
internal static class SessionFlowsServices
{
    /// <summary>Registers it once, however many areas show conversations.</summary>
    public static IServiceCollection AddSessionFlows(this IServiceCollection services)
    {
        services.TryAddSingleton<SessionFlows>();
        return services;
    }
}

/// <param name="Stored">With its session as it begins the next turn.</param>
internal readonly record struct SeenConversation(StoredConversation Stored, StateMachine Machine, IMessageRenderer Renderer)
{
    public FlowSet Flows => Machine.Flows;
}
