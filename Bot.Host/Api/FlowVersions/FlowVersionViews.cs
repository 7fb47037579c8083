using Bot.Host.Api.Resources;
using Bot.Host.Publishing;

namespace Bot.Host.Api.FlowVersions;

/// <summary>A version at a glance.</summary>
/// <param name="Use"><c>live</c>, <c>share</c>: a share of new conversations begins on it, or <c>none</c>.</param>
/// <param name="Share">That share in percent; null for none.</param>
/// <param name="People">In the middle of something on it.</param>
internal sealed record VersionView(int Number, string Hash, int Files, DateTimeOffset CreatedAt, string CreatedBy, string Note, string Use, int? Share,
    int People) : IRecordView
{
    string IRecordView.RecordId => Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static VersionView Of(StoredVersion version, Publication? publication, int people)
    {
        var share = version.Number == publication?.Canary?.Version ? publication.Canary.Share : (int?)null;
        return new(version.Number, version.Hash, version.Files, version.At, version.By, version.Note,
            version.Number == publication?.Live ? "live" : share is null ? "none" : "share", share, people);
    }
}

/// <summary>A plan.</summary>
/// <param name="People">In the middle of something on another version.</param>
/// <param name="CarriedOut">The publication that carried it out; 0 while none did.</param>
/// <param name="Making">How far the making of it is; null once it is there.</param>
/// <param name="Doubts">What is to be looked at before it is carried out.</param>
internal sealed record PlanView(string Id, int From, int To, int? Share, IReadOnlyList<string> Drained, DateTimeOffset MadeAt, string MadeBy, int CarriedOut,
    MakingView? Making, IReadOnlyList<FlowChange> Changes, IReadOnlyList<string> Warnings, ReplayResult? Replays, ProofResult? Proof,
    RehearsalResult? Rehearsal, IReadOnlyList<string> Doubts, int People, IReadOnlyList<GroupView> Groups) : IRecordView
{
    string IRecordView.RecordId => Id;

    public static PlanView Of(PublishPlan plan) => new(plan.Id, plan.From, plan.To, plan.Share, plan.Drained, plan.At, plan.By, plan.CarriedOut,
        MakingView.From(plan.Making), plan.Changes, plan.Warnings, plan.Replays, plan.Proof, plan.Rehearsal, [.. plan.Doubts],
        plan.Groups.Sum(group => group.People), [.. plan.Groups.Select(GroupView.Of)]);
}

/// <summary>How far a plan is.</summary>
/// <param name="Of">0 where that is not known.</param>
/// <param name="Failure">Why it was given up; empty while it was not.</param>
internal sealed record MakingView(string Step, int Done, int Of, string Failure)
{
    public static MakingView? From(PlanProgress? making) => making is null ? null : new(making.Step, making.Done, making.Of, making.Failure);
}

/// <summary>People to whom the same happens.</summary>
/// <param name="What">A clause: <c>go on where they are</c>.</param>
/// <param name="Told">They are told something, or stay behind.</param>
internal sealed record GroupView(int Version, string Flow, string State, int People, string What, bool Told)
{
    public static GroupView Of(SessionGroup group) => new(group.Version, group.Flow, group.State, group.People, group.Sentence, group.IsTold);
}
