using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Host.Webhooks;
using Bot.Storage.Abstractions;

namespace Bot.Bench.Publishing;

/// <summary>People in the middle of <see cref="VisitFlow"/>: a third at each of its questions.</summary>
internal static class LivePeople
{
    private const long First = 919_100_000_000;
    private const int AtOnce = 64;

    private static readonly string[] States = ["name", "size", "colour"];

    public static string NumberOf(int person) => (First + person).ToString(CultureInfo.InvariantCulture);

    public static string KeyOf(int person) => InboundDispatcher.KeyOf("meta", NumberOf(person));

    public static string StateOf(int person) => States[person % States.Length];

    /// <summary>What the person says next: an answer to the question that they stand at.</summary>
    public static string AnswerOf(int person) => StateOf(person) switch { "name" => "Asha Rao", "size" => "small", _ => "red" };

    public static async Task FillAsync(IStore store, int people, DateTimeOffset now) =>
        await Parallel.ForAsync(0, people, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (person, cancel) =>
        {
            if (await store.CommitAsync(new()
            {
                Conversation = KeyOf(person),
                ExpectedVersion = 0,
                Session = SessionOf(person),
                Facts = new("meta", NumberOf(person), "Asha Rao", now),
                HandledId = "first",
                At = now,
            }, cancel) != CommitResult.Committed)
            {
                throw new InvalidOperationException("A session was not written.");
            }
        });

    private static Session SessionOf(int person)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"live{person:00000000}");
        return new()
        {
            Id = id,
            Turn = person % States.Length + 1,
            Frames =
            [
                new()
                {
                    Id = $"{id}.1", Flow = VisitFlow.Name, FlowHash = "before", State = StateOf(person),
                    VisitedStates = [.. States.TakeWhile(state => state != StateOf(person))],
                    Slots = Slots.From([.. new KeyValuePair<string, Bot.Engine.Values.Value>[] { new("name", "Asha Rao"), new("size", "small") }.Take(person % States.Length)]),
                },
            ],
        };
    }
}
