using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Microsoft.Extensions.Logging;

namespace Bot.Cluster;

/// <summary>
/// Asks the grain of a conversation. While this host is no part of the cluster, and where the host that holds the conversation does not answer, it says so, and
/// the turn is handled here.
/// </summary>
internal sealed class GrainRouter(ILogger<GrainRouter> log, ISecrets? secrets = null) : IConversationRouter
{
    private const int KeyLength = 32;

    private volatile IGrainFactory? _grains;
    private int _unanswered;

    /// <summary>Turns that the host which holds their conversation did not answer, since the start of the process.</summary>
    public int Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>From now on grains are asked.</summary>
    public void Join(IGrainFactory grains) => _grains = grains;

    /// <summary>From now on every turn is handled by the host that received its input.</summary>
    public void Leave() => _grains = null;

    public async Task<TurnEnd?> RouteAsync(TurnRequest request, CancellationToken cancel)
    {
        if (_grains is not { } grains) return null;

        TurnReply reply;
        try
        {
            var grain = grains.GetGrain<IConversationGrain>(KeyOf(request.Conversation));
            reply = await grain.HandleAsync(request).AsTask().WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception unanswered) when (!cancel.IsCancellationRequested)
        {
            // Of a host that is lost there is one of these a message until the others know: told by the type, counted for the rest.
            if (Interlocked.Increment(ref _unanswered) % 100 == 1)
                log.LogWarning("The host that holds a conversation did not answer ({Why}); its turn is handled here", unanswered.GetType().Name);
            return null;
        }

        return reply.Taken();
    }

    /// <summary>Begins with what it is placed by, which 1 of 32,768 people have; the rest tells nothing to one without the key.</summary>
    private string KeyOf(string conversation) => PersonHash.Digits(conversation) + "." +
        (secrets?.Hash("grain", conversation) ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(conversation))))[..KeyLength];
}
