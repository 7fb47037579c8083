namespace Bot.Bench.Load;

/// <summary>People who apply for a loan, answer after answer, and begin anew. Each message is a turn with one reply, and calls no partner.</summary>
/// <param name="first">The first one's number, ten digits.</param>
/// <param name="begun">How much each of them has said already.</param>
internal sealed class Users(SignedText wire, int count, int connections, long first, int begun = 0)
{
    /// <summary>A prime: who speaks next stands far from who spoke before.</summary>
    private const long Stride = 7919;

    private const string Opening = "loan";

    private static readonly string[] Answers = ["1", "50 lakh", "20", "Ravi", "Kumar", "ABCPD1234E", "ravi.kumar@example.com", "15-06-1990", "1", "411001", "restart"];

    private readonly int[] _said = new int[count];
    private readonly int[] _turns = new int[connections];
    private readonly long[] _spoke = new long[connections];
    private long _asked;
    private long _replies;
    private long _number = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000_000;

    /// <summary>Messages so far.</summary>
    public long Turns => Volatile.Read(ref _asked);

    /// <summary>Replies to them: one each, and a second one to a person who begins anew.</summary>
    public long Replies => Volatile.Read(ref _replies);

    /// <summary>Every connection speaks for people of its own, in turn.</summary>
    public byte[] Next(int connection)
    {
        var own = ((count - connection - 1) / connections) + 1;
        var person = connection + ((int)(_turns[connection]++ * Stride % own) * connections);
        var said = begun + _said[person]++;
        var text = said == 0 ? Opening : Answers[(said - 1) % Answers.Length];
        _spoke[connection] = NumberOf(first, person);
        Interlocked.Increment(ref _asked);
        Interlocked.Add(ref _replies, text == Answers[^1] ? 2 : 1);
        return wire.Request(_spoke[connection], Interlocked.Increment(ref _number), text);
    }

    /// <summary>Ten digits: whose message a connection made last.</summary>
    public long Spoke(int connection) => _spoke[connection];

    /// <summary>People's numbers are not neighbours: those of neighbours would lie on the same pages of a store that orders by them.</summary>
    public static long NumberOf(long first, long person) => first + (person * 2_654_435_761L % 99_999_989L);
}
