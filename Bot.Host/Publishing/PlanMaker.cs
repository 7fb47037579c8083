using System.Collections.Concurrent;
using System.Security.Cryptography;
using Bot.Engine.Abstractions;
using Bot.Engine.Loading;
using Bot.Engine.Versions;

namespace Bot.Host.Publishing;

/// <summary>Makes plans of publications: what would change, what it comes to, and what would become of everyone who is in the middle of something.</summary>
/// <param name="census">Reads all live sessions.</param>
internal sealed class PlanMaker(IConfiguration configuration, VersionRegister register, SessionCensus census, PlanRecords plans, PlanRehearsal rehearsal,
    TimeProvider clock)
{
    /// <summary>Where a price is none.</summary>
    public const string NoPrice = "A price is what a message costs, 0 or more.";

    /// <summary>Versions in memory; a plan looks at two or three.</summary>
    private const int MostLoaded = 4;

    private readonly ConcurrentDictionary<int, LoadedVersion> _loaded = new();

    /// <summary>Makes a plan and keeps it.</summary>
    /// <param name="by">Who asks for it.</param>
    /// <param name="trial">Tries the version out.</param>
    /// <param name="told">Hears how far it is, see <see cref="IVersionTrial.RunAsync"/>.</param>
    /// <exception cref="PublishingException">It cannot be published; the sentence says why.</exception>
    /// <exception cref="FlowsException">A flow of it has a fault in this installation.</exception>
    public async Task<PublishPlan> MakeAsync(PlanRequest request, string by, IVersionTrial trial, Action<string, int, int> told, CancellationToken cancel) =>
        await KeepAsync(await BeginAsync(request, by, cancel), request, trial, told, cancel);

    /// <summary>Makes the rest of a plan and keeps it.</summary>
    /// <exception cref="PublishingException">Another version was published meanwhile.</exception>
    public async Task<PublishPlan> KeepAsync(PublishPlan begun, PlanRequest request, IVersionTrial trial, Action<string, int, int> told,
        CancellationToken cancel)
    {
        var plan = await FinishAsync(begun, request, trial, told, cancel);
        await plans.AddAsync(plan, cancel);
        return plan;
    }

    /// <summary>The part of a plan that takes no time. It is not kept.</summary>
    /// <exception cref="PublishingException">It cannot be published; the sentence says why.</exception>
    /// <exception cref="FlowsException">A flow of it has a fault in this installation.</exception>
    public async Task<PublishPlan> BeginAsync(PlanRequest request, string by, CancellationToken cancel)
    {
        var publication = (await register.PublicationAsync(cancel))?.Publication
            ?? throw new PublishingException("There are no versions in the database: flows import makes the first.");
        var to = TargetOf(request, publication);
        var versions = await register.ListAsync(cancel);
        if (versions.All(version => version.Number != to))
            throw new PublishingException($"{(to == publication.Before ? $"Version {to} was live before, and was removed since" : $"There is no version {to}")}; there are: {string.Join(", ", versions.Select(version => version.Number))}.");

        var (before, after) = (await LoadedAsync(publication.Live, cancel), await LoadedAsync(to, cancel));
        if (request.Drained.FirstOrDefault(flow => flow != DrainedFlow.All && before.Version.Flows.Find(flow) is null) is { } strange)
            throw new PublishingException($"There is no flow '{strange}' in version {publication.Live}; there are: {string.Join(", ", before.Version.Flows.All.Select(flow => flow.Name))}, and {DrainedFlow.All}.");

        var changes = VersionDifference.Of((await register.FilesAsync(publication.Live, cancel))!, (await register.FilesAsync(to, cancel))!);
        return new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), publication.Number, publication.Live, to, request.Share,
            request.Drained, clock.GetUtcNow(), by, changes, [.. after.Library.Issues.Select(issue => issue.ToString())], null, [])
        {
            Price = request.Price,
            IsBack = request.Share is null && to == publication.Before,
            Ends = publication.Canary is { } canary && canary.Version != to ? canary : null,
        };
    }

    /// <summary>The rest of it. It is not kept.</summary>
    /// <remarks>Who goes back is in need: nothing is tried out of a version that people were on.</remarks>
    /// <exception cref="PublishingException">Another version was published meanwhile.</exception>
    public async Task<PublishPlan> FinishAsync(PublishPlan plan, PlanRequest request, IVersionTrial trial, Action<string, int, int> told,
        CancellationToken cancel)
    {
        if (plan.IsBack) request = request.Untried();
        var (before, after) = (await LoadedAsync(plan.From, cancel), await LoadedAsync(plan.To, cancel));
        var (old, edited) = (Path.GetFullPath(before.Folder), Path.GetFullPath(after.Folder));
        var concerned = ConcernedFlows.Of(plan.Changes, before.Version.Flows, after.Version.Flows);
        var tried = request.Replays || request.Proof
            ? await trial.RunAsync(new(old, edited, concerned, request.Replays, request.Proof, plan.Price), told, cancel)
            : new(null, null);
        var rehearsed = request.Rehearsal
            ? await rehearsal.PlayAsync(before, after, plan.Price, (done, of) => told("rehearsing recorded conversations", done, of), cancel) : null;
        told("counting who is in the middle of something", 0, 0);
        var publication = (await register.PublicationAsync(cancel))!.Value.Publication;
        if (publication.Number != plan.Publication) throw new PublishingException($"Version {publication.Live} was published by {publication.By} meanwhile.");

        plan = plan with { Replays = tried.Replays, Proof = tried.Proof, Untried = tried.Failure, Rehearsal = rehearsed, Making = null };
        return plan with { Groups = await GroupsAsync(plan, publication, cancel) };
    }

    /// <summary>What would become of everyone now.</summary>
    public async Task<IReadOnlyList<SessionGroup>> GroupsAsync(PublishPlan plan, Publication publication, CancellationToken cancel)
    {
        var next = await NextAsync(plan, publication, "", cancel);
        var loaded = new ConcurrentDictionary<int, Lazy<Task<FlowVersion?>>>();
        return await census.GroupAsync(next, (await LoadedAsync(next.Live, cancel)).Version, number => loaded.GetOrAdd(number, FindLater).Value, cancel);

        Lazy<Task<FlowVersion?>> FindLater(int number) => new(() => FindAsync(number, cancel));
    }

    /// <summary>The publication that a plan comes to.</summary>
    public async Task<Publication> NextAsync(PublishPlan plan, Publication publication, string approvedBy, CancellationToken cancel)
    {
        var begun = new Publication(publication.Number + 1, publication.Live, publication.Base, publication.Before, clock.GetUtcNow(), plan.By, approvedBy,
            plan.Id, publication.Drained, publication.Canary);
        if (plan.Share is { } share) return begun with { Canary = share == 0 ? null : new(plan.To, share) };

        var others = (await register.ListAsync(cancel)).Select(version => version.Number).Where(number => number != plan.To).ToList();
        return begun with
        {
            Live = plan.To,
            Before = plan.To == publication.Live ? publication.Before : publication.Live,
            Canary = null,
            Drained =
            [
                .. publication.Drained.Where(drained => others.Contains(drained.Version))
                    .Union(others.SelectMany(number => plan.Drained.Select(flow => new DrainedFlow(number, flow)))),
            ],
        };
    }

    /// <summary>Whether a number can be what a message costs.</summary>
    public static bool IsPrice(double price) => double.IsFinite(price) && price >= 0;

    private static int TargetOf(PlanRequest request, Publication publication)
    {
        var to = request.Back ? publication.Before : request.To;
        if (request.Back && to == 0) throw new PublishingException("No version was live before this one.");
        if (request.Price is { } price && !IsPrice(price)) throw new PublishingException(NoPrice);
        if (request.Share is < 0 or > 100) throw new PublishingException("A share is a whole number from 0 to 100, in percent of new conversations.");
        if (request.Share is > 0 && to == publication.Live) throw new PublishingException($"Version {to} is live: all conversations begin on it.");
        if (request.Share == 0 && to != publication.Canary?.Version) throw new PublishingException($"No share of new conversations begins on version {to}.");
        if (request.Share is not null && request.Drained.Count > 0) throw new PublishingException("With a share no one is moved to the version: nothing is to be drained.");
        return request.Share is null && to == publication.Live && publication.Canary is null
            ? throw new PublishingException($"Version {to} is live already.") : to;
    }

    private async Task<FlowVersion?> FindAsync(int number, CancellationToken cancel)
    {
        try
        {
            return await register.FindAsync(number, cancel) is null ? null : (await LoadedAsync(number, cancel)).Version;
        }
        catch (FlowsException)
        {
            // As a host takes it: those who are on it go on with the live one.
            return null;
        }
    }

    /// <summary>A version never changes, and its number is never given again.</summary>
    private async Task<LoadedVersion> LoadedAsync(int number, CancellationToken cancel)
    {
        if (_loaded.TryGetValue(number, out var known)) return known;

        var files = await register.FilesAsync(number, cancel) ?? throw new PublishingException($"The files of version {number} are not in the database.");
        if (_loaded.Count >= MostLoaded) _loaded.Clear();
        return _loaded[number] = VersionLoader.Load(configuration, number, files, null);
    }
}

/// <summary>What a plan is asked for.</summary>
/// <param name="To">The version.</param>
/// <param name="Share">Of new conversations in percent; null: the version becomes live.</param>
/// <param name="Drained">Flows whose runs end where they began; <see cref="DrainedFlow.All"/> for all.</param>
/// <param name="Back">To the version that was live before, in place of <paramref name="To"/>.</param>
internal sealed record PlanRequest(int To, int? Share, IReadOnlyList<string> Drained, bool Back = false)
{
    /// <summary>The scripted conversations of what changed are played.</summary>
    public bool Replays { get; init; } = true;

    /// <summary>The flows that changed are proven.</summary>
    public bool Proof { get; init; } = true;

    /// <summary>Recorded conversations are played on it.</summary>
    public bool Rehearsal { get; init; } = true;

    /// <summary>What a message costs; null: cost is not told.</summary>
    public double? Price { get; init; }

    /// <summary>Something of it takes a while.</summary>
    public bool TakesTime => Replays || Proof || Rehearsal;

    /// <summary>The same without anything that takes a while.</summary>
    public PlanRequest Untried() => this with { Replays = false, Proof = false, Rehearsal = false };
}
