namespace Bot.Sandbox.Operations;

/// <summary>What hosts that operations call are to answer, and what they were asked.</summary>
internal sealed class PlayedHosts(Lock gate)
{
    private const int MostKept = 1000;

    private readonly List<Armed> _answers = [];
    private readonly List<PlayedRequest> _requests = [];

    public void Give(PlayedAnswer answer)
    {
        lock (gate) _answers.Add(new(answer));
    }

    /// <summary>Takes a request; null where nothing is said of it.</summary>
    public PlayedAnswer? Take(PlayedRequest request)
    {
        lock (gate)
        {
            if (_requests.Count < MostKept) _requests.Add(request);
            var armed = _answers.Find(known => known.IsLeft && known.Answer.Fits(request.Method, request.Path, request.Query));
            if (armed is not null) armed.Given++;
            return armed?.Answer;
        }
    }

    /// <summary>Answers that were given less often than they were to be.</summary>
    public IReadOnlyList<string> Unused()
    {
        lock (gate) return [.. _answers.Where(armed => armed.Given < (armed.Answer.Times ?? 1)).Select(armed => armed.Answer.ToString())];
    }

    public IReadOnlyList<PlayedRequest> Requests()
    {
        lock (gate) return [.. _requests];
    }

    private sealed class Armed(PlayedAnswer answer)
    {
        public PlayedAnswer Answer => answer;

        public int Given { get; set; }

        public bool IsLeft => answer.Times is not { } times || Given < times;
    }
}

/// <param name="Host">The one that was meant.</param>
/// <param name="Query">With its question mark; empty for none.</param>
public sealed record PlayedRequest(string Method, string Host, string Path, string Query, string Body, IReadOnlyDictionary<string, string> Headers);
