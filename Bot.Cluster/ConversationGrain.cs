using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bot.Cluster;

/// <summary>
/// Holds one conversation at this host: one turn at a time, its session in this host's memory. Placed by a hash of the person, so that most conversations are
/// where they were when a host that was away is back.
/// </summary>
/// <remarks>It promises nothing that the store does not: where two hosts hold one conversation for a while, versions and handled ids decide.</remarks>
[ConversationPlacement]
internal sealed class ConversationGrain(ConversationRunner runner, IOptions<ClusterOptions> options, ILogger<ConversationGrain> log) : Grain, IConversationGrain
{
    private string? _conversation;

    public async ValueTask<TurnReply> HandleAsync(TurnRequest request)
    {
        if (_conversation is null)
        {
            // What this host remembers from before may be out of date: another one held the conversation meanwhile.
            _conversation = request.Conversation;
            runner.ClearCache(_conversation);
        }

        using var limit = new CancellationTokenSource(options.Value.AnswerLimit);
        try
        {
            return TurnReply.Of(await runner.HandleHereAsync(request, limit.Token).ConfigureAwait(true));
        }
        catch (StoreUnavailableException away)
        {
            return TurnReply.Of(away);
        }
        catch (OperationCanceledException)
        {
            return TurnReply.OfLate();
        }
        catch (Exception failure)
        {
            log.LogError(failure, "A turn failed at the host that holds its conversation");
            return TurnReply.Of(failure);
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_conversation is not null) runner.ClearCache(_conversation);
        return Task.CompletedTask;
    }
}
