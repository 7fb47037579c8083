using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Sessions;
using Bot.Engine.Versions;
using Bot.Host.Background;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Templates;

namespace Bot.Host.Publishing;

/// <summary>The flows as they are published in the database: takes up a publication while the host runs, and gives each session its version.</summary>
/// <remarks>While the database is away the versions known last go on. A host that knows of fewer publications than a session does looks first.</remarks>
internal sealed partial class PublishedFlows(VersionRegister register, IConfiguration configuration, IServiceProvider services,
    TimeProvider clock, ILogger<PublishedFlows> log)
    : PeriodicLook(Rest, clock), IFlowVersions, IBeforeStart
{
    /// <summary>Until a publication on another host is known here.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile VersionsInUse? _known;
    private string _faults = "";
    private (int Publication, FlowsException Faults)? _refused;

    /// <summary>What is known here; null before it was read for the first time.</summary>
    public VersionsInUse? Known => _known;

    /// <summary>The live version; null before it was read for the first time.</summary>
    public LoadedVersion? Live => _known is { } known ? known.Loaded[known.Publication.Live] : null;

    /// <summary>Reads what is in use before anything is heard; a database that is away is read when it is back.</summary>
    /// <exception cref="FlowsException">The live version cannot run in this installation.</exception>
    public async Task OpenAsync(CancellationToken cancel)
    {
        try
        {
            await LookAsync(cancel);
            if (await FilesBeside.ToldAsync(register, FolderOptions.Of(configuration).Flows, _known!.Publication.Live, cancel) is { } other)
                FilesAreOther(other);
        }
        catch (Exception away) when (away is not (FlowsException or PublishingException))
        {
            OnFailed(away);
        }
    }

    public override async Task LookAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var publication = await register.BeginAsync(FolderOptions.Of(configuration).Flows, cancel);
            if (_known?.Publication.Number == publication.Number) return;

            // Its files do not change, nor does what is installed here: it is read once.
            if (_refused is var (refused, why) && refused == publication.Number) throw new FlowsException(why.Issues, why.HeldBack);

            try
            {
                await TakeUpAsync(publication, cancel);
            }
            catch (FlowsException faulty)
            {
                _refused = (publication.Number, faulty);
                throw;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public ValueTask<FlowsAtTurn> ForAsync(string conversation, Session session, CancellationToken cancel) =>
        _known is { } known && session.Publication <= known.Publication.Number && known.For(conversation, session, out _) is { } at
            ? new(at)
            : LookedUpAsync(conversation, session, cancel);

    public async ValueTask KnowAsync(int version, CancellationToken cancel)
    {
        if (_known is { } known && known.Loaded.ContainsKey(known.Publication.VersionOf(version))) return;

        await LookAsync(cancel);
        await HaveAsync(_known!.Publication.VersionOf(version), cancel);
    }

    public override void Dispose()
    {
        base.Dispose();
        _one.Dispose();
    }

    protected override void OnFailed(Exception failure)
    {
        if (failure is not FlowsException faulty)
        {
            NotLookedUp(failure);
        }
        else if (_faults != faulty.Message)
        {
            // Every two seconds until another one is published: said once.
            _faults = faulty.Message;
            CannotTakeUp(_faults);
        }
    }

    private async ValueTask<FlowsAtTurn> LookedUpAsync(string conversation, Session session, CancellationToken cancel)
    {
        await LookAsync(cancel);
        while (true)
        {
            var known = _known ?? throw new StoreUnavailableException("The flows are in the database, and were not read yet.");
            if (known.For(conversation, session, out var missing) is { } at) return at;

            await HaveAsync(missing, cancel);
        }
    }

    /// <summary>Reads a version that is not known here yet.</summary>
    private async Task HaveAsync(int version, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (_known!.Loaded.ContainsKey(version)) return;
            _known = _known with { Loaded = _known.Loaded.SetItem(version, await LoadAsync(version, cancel)) };
            CallAll(_known);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A version of the database, read; null where there is none of that number, or its flows cannot run here.</summary>
    private async Task<LoadedVersion?> LoadAsync(int number, CancellationToken cancel)
    {
        if (_known is { } known && known.Loaded.TryGetValue(number, out var loaded) && loaded is not null) return loaded;
        if (await register.FilesAsync(number, cancel) is not { } files) return null;

        try
        {
            return VersionLoader.Load(configuration, number, files, services);
        }
        catch (FlowsException faulty)
        {
            CannotRun(number, faulty.Message);
            return null;
        }
    }

    /// <summary>One at a time. What fails changes nothing.</summary>
    private async Task TakeUpAsync(Publication publication, CancellationToken cancel)
    {
        var loaded = _known?.Loaded.Where(version => version.Value is not null).ToImmutableDictionary() ?? ImmutableDictionary<int, LoadedVersion?>.Empty;
        if (!loaded.TryGetValue(publication.Live, out var live) || live is null)
        {
            var files = await register.FilesAsync(publication.Live, cancel)
                ?? throw new StoreUnavailableException($"Version {publication.Live} of the flows is live, and is not in the database.");
            live = VersionLoader.Load(configuration, publication.Live, files, services);
        }

        var next = new VersionsInUse(publication, loaded.SetItem(publication.Live, live));
        if (publication.Canary is { } canary && !next.Loaded.ContainsKey(canary.Version))
            next = next with { Loaded = next.Loaded.SetItem(canary.Version, await LoadAsync(canary.Version, cancel)) };

        CallAll(next);
        services.GetRequiredService<LiveMessages>().TakeOver(live.Catalogue, live.Version.Flows);
        services.GetRequiredService<FlowSet>().TakeOver(live.Version.Flows);
        services.GetRequiredService<ConversationRunner>().Renew();
        _known = next;
        TakenUp(publication.Live, publication.Number);
    }

    /// <summary>What any version may call can be called. A call means the operation of the version that asks for it, and where that is not known here any
    /// more, that of the live one.</summary>
    private void CallAll(VersionsInUse versions)
    {
        var all = new Dictionary<string, Operation>(StringComparer.Ordinal);
        var ofVersions = new Dictionary<int, IReadOnlyDictionary<string, Operation>>();
        foreach (var version in versions.Loaded.Values.OfType<LoadedVersion>().OrderBy(version => version.Version.Number == versions.Publication.Live)
            .ThenBy(version => version.Version.Number))
        {
            ofVersions[version.Version.Number] = version.Operations;
            if (version.Version.Number == versions.Publication.VersionOf(0)) ofVersions[0] = version.Operations;
            foreach (var (name, operation) in version.Operations) all[name] = operation;
        }

        services.GetRequiredService<OperationTable>().TakeOver(all, ofVersions);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Version {Version} of the flows is in use, by publication {Publication}")]
    private partial void TakenUp(int version, int publication);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Other}")]
    private partial void FilesAreOther(string other);

    [LoggerMessage(Level = LogLevel.Error, Message = "Version {Version} of the flows cannot run here; people on it go on with the live one.\n{Faults}")]
    private partial void CannotRun(int version, string faults);

    [LoggerMessage(Level = LogLevel.Error, Message = "The version that was published cannot run here; the one before goes on.\n{Faults}")]
    private partial void CannotTakeUp(string faults);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The published flows cannot be looked up; those known last go on")]
    private partial void NotLookedUp(Exception failure);
}
