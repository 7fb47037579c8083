using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Proving;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Host.Replays;
using Bot.Host.Wiring;

namespace Bot.Host.Proofs;

/// <summary>Writes a conversation that the prover found as a scripted one, from a stranger's first word on.</summary>
/// <param name="proofs">They tell how a stranger comes to a flow that needs something.</param>
internal sealed class ProofScript(FlowCatalog catalog, IReadOnlyList<Proof> proofs)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StateMachine _machine = new(catalog.Flows, catalog.Vocabulary);

    /// <summary>A fault, as a script that fails.</summary>
    public string Of(string flow, Finding finding)
    {
        var last = finding.Kind switch
        {
            FindingKinds.Throws or FindingKinds.Message => "@ letters 0",
            FindingKinds.Wait or FindingKinds.NoEnd or FindingKinds.Loop or FindingKinds.TooLong => "@ ended",
            _ => "@ sound",
        };
        return $"# {finding.What}\n# found at {finding.Place}\n{Lines(flow, finding.Conversation, withWords: false, finding.At)}{last}\n";
    }

    /// <summary>A conversation that comes out as it is written.</summary>
    /// <param name="withWords">With every reply; else any replies may come.</param>
    public string Of(string flow, string title, ImmutableArray<Move> conversation, bool withWords) =>
        $"# {title}\n{Lines(flow, conversation, withWords, Prover.Wednesday)}@ sound\n";

    private string Lines(string name, ImmutableArray<Move> conversation, bool withWords, DateTimeOffset at)
    {
        var (root, before) = Beginning(catalog.Flows.Find(name)!);
        var session = new Session { Id = "proof" };
        var begin = new StartedFor("p0", at, root.Name, Slots.Empty, null, null);
        var turn = _machine.Advance(session, begin);
        var moves = before.AddRange(conversation);

        // Of the channels of scripts only Meta's tells of a message that was changed.
        var script = new StringBuilder(at == Prover.Wednesday ? "" : $"at {ReplayAct.At.Written(at)}\n");
        if (moves.Any(move => move is ChangeMove)) script.Append("channel meta\n");
        var said = new Said($"> {WordOf(root)}");
        said.Hear(turn?.Replies ?? [], catalog.Renderer);
        session = turn?.Session ?? session;
        foreach (var move in moves)
        {
            if (move is ReturnMove returned)
            {
                if (returned is not { Operation: ImageCheck.Operation, Outcome: "kept" }) said.Given.Add($"given call {returned.Operation} {returned.Outcome}{Written(returned.ResultIn(session))}");
            }
            else
            {
                said.Write(script, withWords);
                said = new Said(LineOf(move, session));
            }

            if (Made(session, move, at) is not { } made) continue;

            said.Hear(made.Replies, catalog.Renderer);
            session = made.Session;
        }

        said.Write(script, withWords);
        return script.ToString();
    }

    /// <summary>What made our code throw leaves the conversation where it was.</summary>
    private Turn? Made(Session session, Move move, DateTimeOffset at)
    {
        try
        {
            return move.InputFor(session, _machine, at) is { } input ? _machine.Advance(session, input) : null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>The flow that a stranger can open, and the way from there to the one that is looked at.</summary>
    private (Flow Root, ImmutableArray<Move> Way) Beginning(Flow flow)
    {
        if (flow.Needs.IsEmpty) return (flow, []);

        foreach (var above in catalog.Flows.All.Where(above => above.Needs.IsEmpty && above.States.Any(state => state.Subflow == flow.Name)))
        {
            var known = proofs.FirstOrDefault(proof => proof.Flow == above.Name)?.Entered.GetValueOrDefault(flow.Name, default) ?? default;
            if ((known.IsDefault ? FlowProofs.Of(catalog).WayInto(above, flow) : known) is { } way) return (above, way);
        }

        return (flow, []);
    }

    private string WordOf(Flow flow) => catalog.Catalogue.EntryWord(flow.Name) ?? "hi";

    private string LineOf(Move move, Session session) => move switch
    {
        SayMove { Text.Length: 0 } or OldTapMove => "sticker",
        SayMove say => $"> {say.Text}",
        TapMove tap => $"> [{(tap.LabelKey.Length > 0 ? catalog.Renderer.LabelOf(session.Top?.Flow ?? "", tap.LabelKey, session.Language) : tap.Label)}]",
        PhotoMove => "photo",
        SendMove { Kind: "location", Content: { } place } => $"event location {place.Text}",
        SendMove { Kind: "audio" } => "voice",
        SendMove => "sticker",
        ChangeMove change => $"event edit {change.Text}",
        SilenceMove silence => string.Create(CultureInfo.InvariantCulture, $"advance {(long)silence.After.TotalSeconds + 1}s"),
        _ => "# (nothing is said)",
    };

    private static string Written(Value result) => result is RecordValue { Fields.IsEmpty: true } ? "" : $" {Node(result).ToJsonString(Json)}";

    private static JsonNode Node(Value value) => value switch
    {
        RecordValue record => new JsonObject(record.Fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)Node(field.Value)))),
        ListValue list => new JsonArray([.. list.Items.Select(Node)]),
        _ => JsonValue.Create(value.Text),
    };

    /// <summary>One thing that the person does, with the calls that follow it and what is said then.</summary>
    private sealed class Said(string line)
    {
        private readonly List<string> _heard = [];

        public List<string> Given { get; } = [];

        public void Hear(ImmutableArray<Reply> replies, IMessageRenderer renderer) =>
            _heard.AddRange(replies.SelectMany(reply => renderer.Render(reply)).Select(message => message switch
            {
                TextMessage text => text.Body,
                ButtonsMessage buttons => buttons.Body,
                ListMessage list => list.Body,
                _ => "*",
            }));

        public void Write(StringBuilder script, bool withWords)
        {
            foreach (var given in Given) script.Append(given).Append('\n');
            script.Append(line).Append('\n');
            if (!withWords) script.Append("< ...\n");
            else foreach (var text in _heard) script.Append("< ").Append(text.Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        }
    }
}
