using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Sessions;

/// <summary>A conversation in a list.</summary>
/// <param name="MobileNumber">The person's address on the channel, masked.</param>
/// <param name="Status"><c>active</c>, or <c>idle</c> when nothing is going on.</param>
internal sealed record SessionLine(string SessionId, string Channel, string MobileNumber, string Status, string? Flow, string? State,
    DateTimeOffset LastHeardAt, DateTimeOffset UpdatedAt)
{
    public const string Active = "active";
    public const string Idle = "idle";

    public static string StatusOf(ConversationLine line) => line.Flow.Length > 0 ? Active : Idle;

    public static SessionLine Of(ConversationLine line) => new(
        line.SessionId, line.Channel, ViewFields.Personal(line.Address,
            whole: false), StatusOf(line), ViewFields.Reference(line.Flow), ViewFields.Reference(line.State), line.LastHeard, line.UpdatedAt);
}

/// <summary>A conversation by itself.</summary>
/// <param name="WaitingFor"><c>person</c>, <c>partner</c>, or null when nothing is going on.</param>
/// <param name="Answers">What was answered so far, by slot; lists that were only offered are left out, and one-time codes are always masked.</param>
/// <param name="Documents">Slots of the photos that were received.</param>
internal sealed record SessionView(
    string SessionId, string Channel, string MobileNumber, string Status, string? Flow, string? State, DateTimeOffset LastHeardAt, DateTimeOffset UpdatedAt,
    string Language, bool WithHuman, string? WaitingFor, JsonObject Answers, IReadOnlyList<string> Documents) : IRecordView
{
    string IRecordView.RecordId => SessionId;

    public static SessionView Of(ConversationLine line, StoredConversation stored, FlowSet flows, bool whole)
    {
        var session = stored.Session;
        var answers = new JsonObject();
        var documents = new List<string>();
        if (session.Top is { } top)
        {
            foreach (var (name, value) in top.Slots.Items)
            {
                if (MediaReference.From(value) is not null)
                {
                    documents.Add(name);
                    continue;
                }
                // One that the flow has no longer is shown as the most careful flow would.
                if (flows.Find(top.Flow)?.Slot(name) is var slot && slot is { Hidden: true }) continue;

                var masked = IsCode(slot) || (!whole && slot is null or { Personal: true });
                if (Show(value, masked, whole ? [] : slot?.PersonalFields ?? []) is { } shown) answers[name] = shown;
            }
        }

        return new(
            line.SessionId, line.Channel, ViewFields.Personal(stored.Facts.Address, whole), session.Top is null
                ? SessionLine.Idle
                : SessionLine.Active, session.Top?.Flow, session.Top?.State, stored.Facts.LastHeard, line.UpdatedAt,
            session.Language, session.WithHuman, session.Top is null ? null : session.Pending is null ? "person" : "partner", answers, documents);
    }

    private static bool IsCode(SlotDefinition? slot) => slot?.TypeName.StartsWith("otp", StringComparison.Ordinal) ?? false;

    private static JsonNode? Show(Value value, bool masked, ImmutableArray<string> personalFields) => value switch
    {
        TextValue text => ViewFields.Personal(text.Text, !masked),
        RecordValue record => new JsonObject(record.Fields.Where(field => field.Value is TextValue).Select(field =>
            KeyValuePair.Create(field.Key, (JsonNode?)ViewFields.Personal(field.Value.Text, !masked && !personalFields.Contains(field.Key))))),
        _ => null,
    };
}
