using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;
using Bot.Engine.Versions;

namespace Bot.Host.Publishing;

/// <summary>What a publication would do, as it was shown: the plan is what is carried out. A record of the kind <see cref="Kind"/>.</summary>
/// <param name="Id">Also its key.</param>
/// <param name="Publication">The publication that it was made against; another one makes it void.</param>
/// <param name="From">The version that is live.</param>
/// <param name="To">The version that would be, or that a share of new conversations would begin on.</param>
/// <param name="Share">Of new conversations in percent, 0 to 100; null where the version becomes live.</param>
/// <param name="Drained">Flows whose runs would end where they began.</param>
/// <param name="Changes">What is different, flow by flow.</param>
/// <param name="Warnings">What the check of the version says.</param>
/// <param name="Replays">What its scripted conversations came to; null where they were not played.</param>
/// <param name="Groups">Live sessions by what becomes of them.</param>
internal sealed record PublishPlan(string Id, int Publication, int From, int To, int? Share, IReadOnlyList<string> Drained, DateTimeOffset At, string By,
    IReadOnlyList<FlowChange> Changes, IReadOnlyList<string> Warnings, ReplayResult? Replays, IReadOnlyList<SessionGroup> Groups)
{
    /// <summary>Name of the record kind.</summary>
    public const string Kind = "flowPlan";

    /// <summary>The look-up of those that no publication carried out.</summary>
    public static KeyValuePair<string, string> Open { get; } = new("listed", "open");

    /// <summary>The publication that carried it out; 0 while none did.</summary>
    public int CarriedOut { get; init; }

    /// <summary>What the prover finds in the flows that changed and in those that enter them; null where they were not proven.</summary>
    public ProofResult? Proof { get; init; }

    /// <summary>What the newest recorded conversations come to; null where none was played.</summary>
    public RehearsalResult? Rehearsal { get; init; }

    /// <summary>Why scripted conversations were not played and flows not proven, though it was asked for; empty where they were.</summary>
    public string Untried { get; init; } = "";

    /// <summary>What a message costs, in any currency; null where cost is not told.</summary>
    public double? Price { get; init; }

    /// <summary>It leads to the version that was live before. Nothing of that is tried out: people were on it.</summary>
    public bool IsBack { get; init; }

    /// <summary>What another version has of new conversations, which ends with it; null for nothing.</summary>
    public Canary? Ends { get; init; }

    /// <summary>How far the making of it is; null once it is there. A plan that is being made is not carried out.</summary>
    public PlanProgress? Making { get; init; }

    /// <summary>What a person should look at before it is carried out, in sentences. What refuses it altogether is not among them.</summary>
    [JsonIgnore]
    public IEnumerable<string> Doubts
    {
        get
        {
            if (Untried.Length > 0) yield return $"it was not tried out: {Untried}";
            if (Proof is { Found.Count: > 0 }) yield return $"the prover finds {Proof.Found.Count} that version {From} does not have";
            foreach (var worse in Rehearsal?.Worse ?? []) yield return $"people would be worse off by {worse}";
        }
    }

    /// <summary>As it stays: examples of what people said have done their work.</summary>
    public PublishPlan CarriedOutBy(int publication) =>
        this with { CarriedOut = publication, Rehearsal = Rehearsal is null ? null : Rehearsal with { Lines = [] } };

    public static PublishPlan Read(StoredRecord stored) => JsonSerializer.Deserialize(stored.Body, PublishingJson.Default.PublishPlan)!;

    /// <param name="version">Of the record that is there; 0 for none.</param>
    public RecordChange Change(long version) => new(Kind, Id, version, JsonSerializer.Serialize(this, PublishingJson.Default.PublishPlan),
        CarriedOut == 0 ? [Open] : []);
}

/// <summary>What is different in a flow.</summary>
/// <param name="Flow">Its name; empty for what all flows share.</param>
/// <param name="States">Names behind + for added, - for taken away, ~ for changed.</param>
/// <param name="Slots">The same.</param>
/// <param name="Messages">The same, with the language: <c>~en.size</c>.</param>
/// <param name="Others">Other keys of the flow's file, and other files of it.</param>
internal sealed record FlowChange(string Flow, IReadOnlyList<string> States, IReadOnlyList<string> Slots, IReadOnlyList<string> Messages,
    IReadOnlyList<string> Others)
{
    [JsonIgnore]
    public bool IsEmpty => States.Count + Slots.Count + Messages.Count + Others.Count == 0;

    /// <summary>Whether a flow changed, or what all flows share.</summary>
    public static bool Concern(IReadOnlyList<FlowChange> changes, string flow) => changes.Any(change => change.Flow.Length == 0 || change.Flow == flow);
}

/// <summary>People who stand at one place and to whom the same happens.</summary>
/// <param name="Version">That they are on.</param>
/// <param name="Flow">The flow that talks.</param>
/// <param name="State">Where they stand.</param>
/// <param name="ToFlow">Where they go on; empty where they stay.</param>
/// <param name="Because">The slot for which they stay; else empty.</param>
internal sealed record SessionGroup(int Version, string Flow, string State, FateKind Fate, string ToFlow, string ToState, string Because, int People)
{
    /// <summary>The person notices, or stays behind: a group that the plan has to have shown.</summary>
    [JsonIgnore]
    public bool IsTold => Fate is FateKind.Parked or FateKind.BeginsAgain or FateKind.Drained or FateKind.Lacking or FateKind.Retyped;

    /// <summary>The group, however many they are.</summary>
    public SessionGroup Uncounted() => this with { People = 0 };

    /// <summary>What becomes of them, as a clause.</summary>
    [JsonIgnore]
    public string Sentence => Fate switch
    {
        FateKind.GoesOn => "go on where they are",
        FateKind.Moved => $"go on at {ToFlow}/{ToState}, its name now",
        FateKind.Parked => $"are told, and asked again at {ToFlow}/{ToState}",
        FateKind.BeginsAgain => "are told, and begin again: their flow is gone",
        FateKind.Drained => $"end on version {Version}, as the plan says",
        FateKind.Lacking => $"end on version {Version}: they were not asked for {Because}",
        FateKind.Retyped => $"end on version {Version}: {Because} is of another type",
        FateKind.Waits => "are moved when the call they wait for is back",
        _ => "begin on the new version",
    };
}
