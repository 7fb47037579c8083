using Bot.Host.Http;

namespace Bot.Host.Access;

/// <summary>Counts wrong API keys by the address that shows them: 20 a minute are answered as such, more are turned away. Right keys are not held up.</summary>
internal sealed class WrongKeys(TimeProvider clock, ILogger<WrongKeys> log)
{
    /// <summary>A minute and address.</summary>
    public const int Limit = 20;

    private static readonly object TurnedAway = new();

    private readonly MinuteCounts _counts = new(clock);

    /// <summary>The request shows a key that is none of this host.</summary>
    public void Note(HttpContext context)
    {
        var count = _counts.Count(context);
        if (count == 1) log.LogWarning("{CallerAddress} shows an API key that is none of this host", context.Connection.RemoteIpAddress);
        if (count > Limit) context.Items[TurnedAway] = true;
    }

    /// <summary>What a request without a right key is answered.</summary>
    public static RequestFailure FailureOf(HttpContext context) => new RequestFailure.KeyMissing(TooOften: context.Items.ContainsKey(TurnedAway));
}
