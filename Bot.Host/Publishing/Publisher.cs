using Bot.Engine.Abstractions;
using Bot.Host.Access;
using Bot.Host.Settings;

namespace Bot.Host.Publishing;

/// <summary>Carries out plans, and takes away versions that no one is on. Each act is written into the audit log first.</summary>
/// <param name="approvals">See <see cref="PublishingOptions.Approvals"/>.</param>
/// <param name="here">Takes a publication up at once at this host; null where conversations run on files, and for commands.</param>
internal sealed class Publisher(VersionRegister register, PlanMaker plans, PlanRecords kept, SessionCensus census, IRecordStore records, AuditTrail audit,
    TimeProvider clock, int approvals, PublishedFlows? here = null)
{
    /// <summary>Carries out a plan as it was shown: by the one record that every host takes up. Sessions are moved by their next turns.</summary>
    /// <param name="by">Who does it.</param>
    /// <exception cref="PublishingException">It is not what would happen any more, or they may not.</exception>
    public async Task<Publication> CarryOutAsync(string id, string by, CancellationToken cancel)
    {
        var (plan, record) = await kept.FindAsync(id, cancel);
        if (plan.Making is { } making)
        {
            throw new PublishingException(making.EndedBy(clock.GetUtcNow()) is { } why
                ? $"Plan {id} was not finished: {why}. Make a new one."
                : $"Plan {id} is being made: {making}. It can be carried out when it is there.");
        }

        if (plan.CarriedOut > 0) throw new PublishingException($"Plan {id} was carried out by publication {plan.CarriedOut}.");
        if (approvals > 1 && plan.By == by) throw new PublishingException($"Two pairs of eyes are asked for (PUBLISH_APPROVALS): another person carries out plan {id}.");
        if (plan.Replays is { Failed: > 0 and var failed })
        {
            var otherwise = failed == 1 ? $"1 scripted conversation of version {plan.To} does not come out as it is written"
                : $"{failed} scripted conversations of version {plan.To} do not come out as they are written";
            throw new PublishingException($"{otherwise}; mend what is wrong and make a new plan, or one that plays none (publish {plan.To} --no-replays).");
        }

        var (publication, version) = await register.PublicationAsync(cancel) ?? throw new PublishingException("Nothing is published yet.");
        if (publication.Number != plan.Publication)
            throw new PublishingException($"Version {publication.Live} was published by {publication.By} after plan {id} was made; make a new one.");

        // Read before people are counted: who takes the version away meanwhile is told so by the commit.
        var held = await register.HoldAsync(plan.To, cancel) ?? throw new PublishingException($"Version {plan.To} was removed after plan {id} was made.");
        var shown = plan.Groups.Select(group => group.Uncounted()).ToHashSet();
        var news = (await plans.GroupsAsync(plan, publication, cancel)).Where(group => group.IsTold && !shown.Contains(group.Uncounted())).ToList();
        if (news.Count > 0)
            throw new PublishingException($"People have moved since plan {id} was made: {string.Join("; ", news.Select(group => $"{group.People} at {group.Flow}/{group.State} {group.Sentence}"))}. Make a new one.");

        var next = await plans.NextAsync(plan, publication, by, cancel);
        await audit.WriteAsync(by, "flows.publish", $"version {plan.To}", $"plan {id} by {plan.By}{(plan.Share is { } share ? $", {share} % of new conversations" : "")}", cancel);
        if (!await records.ChangeAsync([next.Change(version), plan.CarriedOutBy(next.Number).Change(record), held], cancel))
            throw await OvertakenAsync(plan, cancel);

        if (here is not null) await here.LookAsync(cancel);
        return next;
    }

    /// <summary>Plans that can be carried out, or are being made, the newest first.</summary>
    public async Task<IReadOnlyList<PublishPlan>> OpenAsync(CancellationToken cancel)
    {
        var publication = (await register.PublicationAsync(cancel))?.Publication.Number ?? 0;
        var there = (await register.ListAsync(cancel)).Select(version => version.Number).ToHashSet();
        var open = (await kept.OpenAsync(cancel)).Where(plan => plan.Publication == publication && there.Contains(plan.To));
        return [.. open.Where(plan => plan.Making?.EndedBy(clock.GetUtcNow()) is null)];
    }

    /// <summary>Takes a version away.</summary>
    /// <returns>What is gone with it, as a sentence.</returns>
    /// <exception cref="PublishingException">It is in use, or people are on it.</exception>
    public async Task<string> RemoveAsync(int number, string by, CancellationToken cancel)
    {
        var held = await register.HoldAsync(number, cancel) ?? throw new PublishingException($"There is no version {number}.");
        var wasBefore = false;
        if (await register.PublicationAsync(cancel) is { } known)
        {
            wasBefore = known.Publication.Before == number;
            if (known.Publication.IsInUse(number)) throw new PublishingException($"Version {number} is in use: conversations begin on it.");

            var people = (await census.CountAsync(known.Publication, cancel)).GetValueOrDefault(number);
            if (people > 0) throw new PublishingException($"{PlanText.People(people)} on version {number}; it can go when their conversations have ended or moved.");
        }

        await audit.WriteAsync(by, "flows.remove", $"version {number}", "", cancel);
        if (!await register.RemoveAsync(held, cancel)) throw new PublishingException($"Version {number} was published or removed by another one meanwhile.");
        return wasBefore ? $"Version {number} is gone; it was live before, so that publish --back leads nowhere until another is published." : $"Version {number} is gone.";
    }

    /// <summary>Why a commit found something else than it was made for.</summary>
    private async Task<PublishingException> OvertakenAsync(PublishPlan plan, CancellationToken cancel) =>
        new((await kept.FindAsync(plan.Id, cancel)).Plan.CarriedOut is > 0 and var done ? $"Plan {plan.Id} was carried out by publication {done} meanwhile."
            : await register.FindAsync(plan.To, cancel) is null ? $"Version {plan.To} was removed after plan {plan.Id} was made."
            : $"Another publication was faster than plan {plan.Id}; make a new one.");
}
