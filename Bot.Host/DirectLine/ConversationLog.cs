using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Host.DirectLine;

/// <summary>What was said in each conversation, kept as one record each, so that a page that comes back is told what it missed.</summary>
internal sealed class ConversationLog(IRecordStore records, ConversationStreams streams, TimeProvider clock)
{
    private const string Kind = "directline-conversation";
    private const string Day = "day";
    private const int MostTries = 20;
    private const int MostRemoved = 100;
    private const int Gates = 64;

    /// <summary>Changes of a conversation come one after the other on this host; others are told by the record's version.</summary>
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Gates).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>A conversation in which nothing was said is empty.</summary>
    public async Task<LoggedConversation> OpenAsync(string conversation, CancellationToken cancel) =>
        Parse(await records.FindAsync(Kind, conversation, cancel));

    /// <summary>Whether anything was said in it.</summary>
    public async Task<bool> IsThereAsync(string conversation, CancellationToken cancel) => await records.FindAsync(Kind, conversation, cancel) is not null;

    /// <summary>Changes a conversation and tells those that listen; computed anew when another change was faster.</summary>
    /// <param name="change">Null: nothing is to be changed.</param>
    public async Task ChangeAsync(string conversation, Func<LoggedConversation, LoggedConversation?> change, CancellationToken cancel)
    {
        var gate = _gates[(uint)conversation.GetHashCode(StringComparison.Ordinal) % Gates];
        await gate.WaitAsync(cancel);
        try
        {
            await ChangeInTurnAsync(conversation, change, cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Removes conversations in which something was said last on a day, some at a time; returns how many went.</summary>
    public async Task<int> RemoveAsync(DateTimeOffset day, CancellationToken cancel)
    {
        var old = await records.LookUpAsync(Kind, Day, DayOf(day), MostRemoved, cancel);
        foreach (var record in old) await records.ChangeAsync([new(Kind, record.Key, record.Version, null)], cancel);
        return old.Count;
    }

    private async Task ChangeInTurnAsync(string conversation, Func<LoggedConversation, LoggedConversation?> change, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var found = await records.FindAsync(Kind, conversation, cancel);
            if (change(Parse(found)) is not { } changed) return;

            var body = JsonSerializer.Serialize(changed.Trimmed(), LogJsonContext.Default.LoggedConversation);
            if (!await records.ChangeAsync([new(Kind, conversation, found?.Version ?? 0, body, [new(Day, DayOf(clock.GetUtcNow()))])], cancel)) continue;

            streams.Notify(conversation);
            return;
        }

        throw new StoreUnavailableException("A conversation of Direct Line changed too often at once.");
    }

    private static string DayOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static LoggedConversation Parse(StoredRecord? record) =>
        record is null ? new() : JsonSerializer.Deserialize(record.Body, LogJsonContext.Default.LoggedConversation) ?? throw new InvalidDataException("A conversation of Direct Line is empty.");
}

/// <summary>A conversation as it is stored.</summary>
internal sealed record LoggedConversation
{
    /// <summary>A page that was away longer than this many activities does not get the older ones.</summary>
    private const int MostKept = 200;

    /// <summary>Number of the activity that was written last; the watermark counts them.</summary>
    public long Last { get; init; }

    /// <summary>Number of the activity up to which everything has reached a page.</summary>
    public long Delivered { get; init; }

    public IReadOnlyList<LoggedActivity> Activities { get; init; } = [];

    /// <summary>With one more at the end, which gets the next number.</summary>
    public LoggedConversation With(LoggedActivity activity) => this with { Last = Last + 1, Activities = [.. Activities, activity with { Number = Last + 1 }] };

    public LoggedConversation Without(LoggedActivity activity) => this with { Activities = [.. Activities.Where(kept => kept != activity)] };

    public LoggedConversation Trimmed() => Activities.Count > MostKept ? this with { Activities = [.. Activities.Skip(Activities.Count - MostKept)] } : this;
}

/// <summary>An activity as it is stored.</summary>
internal sealed record LoggedActivity
{
    public long Number { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The person said it; else the bot.</summary>
    public bool FromUser { get; init; }

    /// <summary>How far the engine is with what the person said; of the bot's: done.</summary>
    public ActivityStage Stage { get; init; }

    /// <summary>The id that the client gave, by which it knows the echo; empty for none.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Hash of what the person said, by which a retry is known; empty for the bot's.</summary>
    public string Said { get; init; } = "";

    /// <summary>Of the person's: the id under which the engine handles it, once. Of the bot's: the outbox id.</summary>
    public string Cause { get; init; } = "";

    /// <summary>As it goes to the page, but for its ids and the addresses of its files.</summary>
    public required JsonObject Activity { get; init; }
}

/// <summary>How far the engine is.</summary>
internal enum ActivityStage
{
    /// <summary>It is committed.</summary>
    Done = 0,

    /// <summary>The engine is at it.</summary>
    Begun = 1,

    /// <summary>It could not be stored, and the client knows.</summary>
    Failed = 2,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoggedConversation))]
internal sealed partial class LogJsonContext : JsonSerializerContext;
