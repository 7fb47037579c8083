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
    string Language, bool WithHuman, string? WaitingFor, JsonObject Answers, IReadOnlyList<string> Documents)
{
    /// <summary>Fields of partners' records that are personal wherever they stand.</summary>
    private static readonly string[] PersonalFields = ["mobile"];

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
                var slot = flows.Find(top.Flow)?.Slot(name);
                var personal = slot is { Personal: true } or { Type.Secret: true };
                if (Show(value, hidden: IsCode(slot) || (personal && !whole), whole) is { } shown) answers[name] = shown;
            }
        }

        return new(
            line.SessionId, line.Channel, ViewFields.Personal(stored.Facts.Address, whole), session.Top is null
                ? SessionLine.Idle
                : SessionLine.Active, session.Top?.Flow, session.Top?.State, stored.Facts.LastHeard, line.UpdatedAt,
            session.Language, session.WithHuman, session.Top is null ? null : session.Pending is null ? "person" : "partner", answers, documents);
    }

    private static bool IsCode(SlotDefinition? slot) => slot?.TypeName.StartsWith("otp", StringComparison.Ordinal) ?? false;

    private static JsonNode? Show(Value value, bool hidden, bool whole) => value switch
    {
        TextValue text => hidden ? ViewFields.Personal(text.Text, whole: false) : text.Text,
        RecordValue record => new JsonObject(record.Fields.Where(field => field.Value is TextValue).Select(field =>
            KeyValuePair.Create(field.Key, (JsonNode?)ViewFields.Personal(field.Value.Text, !hidden && (whole || !PersonalFields.Contains(field.Key)))))),
        _ => null,
    };
}
