using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;

namespace Bot.Tests.Compliance;

/// <summary>People who wrote themselves and were registered by an agent, in every table and as photos in a folder.</summary>
internal sealed class PersonPopulation(IStore store, string folder, DateTimeOffset now, int seed)
{
    public const string Agent = "meta:919000000001";

    private readonly Random _chance = new(seed);
    private readonly Dictionary<string, long> _versions = [];
    private DateTimeOffset _at = now;

    public List<GeneratedPerson> People { get; } = [];

    public static PersonKeys KeysOf(GeneratedPerson person) =>
        new(person.Number, [person.Conversation, $"meta:{person.UserId}"], [person.Session], [person.UserId]);

    public string PathOf(string photo) => Path.Combine(folder, photo[..2], photo);

    public async Task FillAsync(int people)
    {
        for (var at = 0; at < people; at++)
        {
            var person = new GeneratedPerson(_chance);
            People.Add(person);
            await WriteOwnAsync(person);
            await RegisterAsync(person);
        }
    }

    private async Task WriteOwnAsync(GeneratedPerson person)
    {
        await SayAsync(person.Conversation, person.Session, "loan-lead", person.Name, person, []);
        await SayAsync(person.Conversation, person.Session, "loan-lead", person.Write(_chance), person, RecordsOf(person));
        await SayAsync(person.Conversation, person.Session, "loan-lead", $"[image] {person.Photo}", person, [new("media", person.Photo[..20], 0, $$"""{"sha256":"{{person.Photo}}","mimeType":"image/jpeg"}""")]);
        await store.AddDeadLetterAsync(new($"poison.{person.Session}.1", person.Conversation, "poison", $"no PAN {person.Pan}", $"trace of {person.Name}", _at), default);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(person.Photo))!);
        await File.WriteAllTextAsync(PathOf(person.Photo), "sealed");
    }

    /// <summary>The agent's turns about the person: the number in one of them, the name and the PAN in others.</summary>
    private async Task RegisterAsync(GeneratedPerson customer)
    {
        foreach (var words in new[] { customer.Name, customer.Write(_chance), customer.Pan }) await SayAsync(Agent, "sagent0001", "fastag-assign", words, null, []);
        await SayAsync(Agent, "sagent0001", "agent-login", "menu", null, []);
    }

    private List<RecordChange> RecordsOf(GeneratedPerson person) =>
    [
        new("lead", $"APP-{person.Session}", 0, JsonSerializer.Serialize(new { application_id = "A1", mobile_number = $"+91{person.Number}", pan_number = person.Pan, first_name = person.Name,
            email = person.Email }), [new("mobile", person.Number)]),
        new("vehicle", $"MH12{person.Session[1..5]}", 0, JsonSerializer.Serialize(new { owner_mobile = person.Number, owner = person.Name }), [new("listed", "all")]),
        new("start", $"start-{person.Session}", 0, JsonSerializer.Serialize(new { session = person.Session })),
    ];

    private async Task SayAsync(string conversation, string session, string flow, string words, GeneratedPerson? person, List<RecordChange> records)
    {
        _at += TimeSpan.FromSeconds(1);
        var version = _versions.GetValueOrDefault(conversation);
        _versions[conversation] = version + 1;
        var slots = person is null ? Slots.Empty : Slots.Empty.With("name", Value.Of(person.Name)).With("pan", Value.Of(person.Pan)).With("mail", Value.Of(person.Email));
        var result = await store.CommitAsync(
            new()
            {
                Conversation = conversation, ExpectedVersion = version, HandledId = $"in-{conversation}-{version}", At = _at,
                Facts = new("meta", conversation[5..], person?.Name ?? "An agent", _at),
                Session = new()
                {
                    Id = session, Turn = (int)version + 1, Aliases = person is null ? [] : [person.UserId],
                    Frames = person is null ? [] : [new() { Id = $"{session}.1", Flow = flow, State = "done", Slots = slots }],
                },
                Transcript = [new("in", words), new("out", $"You wrote: {words}")],
                Log = new(new HeardText($"in-{version}", _at, words), []) { Flow = flow, From = "question", To = "question" },
                Outbox = [new NewMessage($"{session}.{version}.m0", new TextMessage($"You wrote: {words}"))],
                Records = [.. records],
            },
            default);
        result.Should().Be(CommitResult.Committed);
    }
}
