using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Host.Access;
using Bot.Sandbox;
using Bot.Storage.Abstractions;
using Bot.Templates.Rendering;

namespace Bot.Host.Console;

/// <summary>Where a conversation stands on disk, fit to be looked at: personal answers masked, codes hidden.</summary>
/// <param name="sandbox">Where it is served, outbox rows that have ended are shown too, and what is wrong with the account.</param>
internal sealed class MachineView(IConversationStore store, IConversationInspector inspector, FlowSet flows, Alarms alarms, TimeProvider clock,
    SandboxWorld? sandbox = null)
{
    private const int MostRows = 40;
    private const int LongestValue = 80;

    /// <summary>A number of so many digits is personal, wherever it stands.</summary>
    private const int DigitsOfAPerson = 10;

    /// <summary>A conversation in a flow whose scope the caller's key has not is as good as unknown.</summary>
    public async Task<object> OfAsync(string conversation, ClaimsPrincipal caller, CancellationToken cancel)
    {
        var stored = await store.LoadAsync(conversation, cancel);
        if (stored?.Session.Frames.Any(frame => flows.Find(frame.Flow)?.Scope is { Length: > 0 } scope && !caller.May(scope)) ?? false)
            (conversation, stored) = ("", null);

        // By an alias one comes to the conversation under its own name.
        conversation = stored?.Conversation ?? conversation;
        var session = stored?.Session;
        var outbox = await inspector.OutboxAsync(conversation, sandbox is not null, MostRows, cancel);
        var timers = await inspector.TimersAsync(conversation, cancel);
        return new
        {
            known = session is not null,
            version = stored?.Version ?? 0,
            language = session?.Language ?? "",
            turn = session?.Turn ?? 0,
            withHuman = session?.WithHuman ?? false,
            optedOut = session?.OptedOut ?? false,
            heldUntil = session?.HeldUntil is { } until && until > clock.GetUtcNow() ? until : (DateTimeOffset?)null,
            overlay = session?.Interrupt?.Kind ?? "",
            pending = session?.Pending?.State ?? "",
            frames = session?.Frames.Select(Frame).ToArray() ?? [],
            timers = timers.Select(timer => new { kind = timer.Kind == TimerKind.Expire ? "expire" : "remind", due = timer.Due }),
            outbox,
            alarms = sandbox is null ? [] : alarms.Open.Select(alarm => new { alarm.Name, alarm.Sentence, alarm.Count }).ToArray(),
            costs = sandbox is null ? [] : await CostsAsync(conversation.Split(':')[0], cancel),
        };
    }

    /// <summary>What the messages of this month cost on a channel, by category.</summary>
    private async Task<object[]> CostsAsync(string channel, CancellationToken cancel)
    {
        var month = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return [.. from line in await store.CostsAsync(month, cancel)
                   where line.Channel == channel
                   group line by (line.Category, line.Billable) into lines
                   orderby lines.Key.Category, lines.Key.Billable descending
                   select (object)new { category = lines.Key.Category, charged = lines.Key.Billable, count = lines.Sum(line => line.Count) }];
    }

    private object Frame(Frame frame) => new
    {
        flow = frame.Flow,
        state = frame.State,
        trail = frame.VisitedStates,
        attempts = frame.Attempts,
        slots = frame.Slots.Items.ToArray()
            .Select(slot => (slot.Key, slot.Value, Definition: flows.Find(frame.Flow)?.Slot(slot.Key)))
            .Where(slot => slot.Definition is not { Hidden: true })
            .Select(slot => Slot(slot.Definition, slot.Key, slot.Value)).ToArray(),
    };

    private static object Slot(SlotDefinition? definition, string name, Value value)
    {
        var personal = definition?.Personal ?? true;
        var shown = IsCode(definition) ? new string('•', value.Text.Length) : TextOf(value, personal, definition?.PersonalFields ?? []);
        return new { name, value = shown, personal };
    }

    private static bool IsCode(SlotDefinition? definition) => definition?.TypeName.StartsWith("otp", StringComparison.Ordinal) ?? false;

    private static string TextOf(Value value, bool personal, ImmutableArray<string> personalFields) => Cut(value switch
    {
        TextValue text => Text(text.Text, personal),
        ListValue list => $"{list.Items.Length} rows",
        RecordValue record when MediaReference.From(record) is not null => "photo",
        RecordValue record => string.Join(", ", record.Fields.Select(field => $"{field.Key} {TextOf(field.Value, personal || personalFields.Contains(field.Key), [])}")),
        _ => "",
    });

    private static string Text(string text, bool personal) =>
        personal || text.Count(char.IsAsciiDigit) >= DigitsOfAPerson && text.All(letter => char.IsAsciiDigit(letter) || letter == '+') ? Masking.Mask(text) : text;

    private static string Cut(string text) => text.Length > LongestValue ? $"{text[..LongestValue]}…" : text;
}
