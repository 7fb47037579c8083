using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Storage.Abstractions;

/// <summary>Where a database is, and how it is registered, looked at and copied. One implementer per kind of store.</summary>
public abstract record StoreAddress
{
    /// <summary>The place for people: a file's full path, or <c>PostgreSQL at host:5432/database</c>. Never a password.</summary>
    public abstract string Name { get; }

    /// <summary>Values that no log line may show.</summary>
    public virtual IReadOnlyList<string> Secrets => [];

    /// <summary>Sentences for the start of a host in Production about what this address leaves open. Default: none.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>The database file; null when the data is on a server.</summary>
    public virtual string? File => null;

    /// <summary>What <see cref="BackupAsync"/> names its copy: <c>bot.db</c>. Each kind of store has its own, for none reads another's copy.</summary>
    public abstract string BackupName { get; }

    /// <summary>The clock of everyone who shares this database. Default: the host's own, for a file is one host's.</summary>
    /// <param name="own">The host's own clock.</param>
    public virtual TimeProvider ClockOf(TimeProvider own) => own;

    /// <summary>Registers the store that is here.</summary>
    /// <param name="services">The container of a host, a command or a test.</param>
    /// <param name="dataFolder">This host's own folder, for what is kept while a server is away.</param>
    public abstract IServiceCollection AddTo(IServiceCollection services, string dataFolder);

    /// <summary>Opens the database beside other processes that use it. A file has to be there.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be used.</exception>
    public abstract Task<IStore> OpenAsync(Sealer sealer, TimeProvider clock);

    /// <summary>The same, made where it is missing.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be used.</exception>
    public virtual Task<IStore> CreateAsync(Sealer sealer, TimeProvider clock) => OpenAsync(sealer, clock);

    /// <summary>What is wrong with the stored data, sentence by sentence; empty when it is sound. Changes nothing.</summary>
    /// <param name="sealer">Opens every sealed body.</param>
    /// <exception cref="StoreUnavailableException">A server does not answer, or the keys are not those of the data.</exception>
    public abstract Task<IReadOnlyList<string>> IntegrityCheckAsync(Sealer sealer, TimeProvider clock, CancellationToken cancel);

    /// <summary>Copies the data to a new file as of one moment, while other processes go on writing; a LiteDB file when no host has it.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be copied.</exception>
    public abstract Task BackupAsync(string target, CancellationToken cancel);

    /// <summary>Puts a copy that <see cref="BackupAsync"/> made in the place of a database that is not there or empty: the whole of it or nothing.</summary>
    /// <exception cref="StoreUnavailableException">There is data already, or it cannot be written.</exception>
    public abstract Task RestoreAsync(string copy, CancellationToken cancel);

    /// <summary>Why <see cref="RestoreAsync"/> would be refused, in a sentence; null when it would not. Changes nothing.</summary>
    /// <exception cref="StoreUnavailableException">A server does not answer.</exception>
    public abstract Task<string?> FilledAsync(CancellationToken cancel);
}

/// <summary>A kind of store as <c>DATABASE_URL</c> names it.</summary>
/// <param name="Prefixes">What a URL of it begins with, in any case: <c>sqlite:</c>.</param>
/// <param name="Example">A URL to write instead of a wrong one: <c>sqlite:///path</c>.</param>
/// <param name="Read">Reads a URL with one of the prefixes. Relative paths begin in the given folder. Either the address or the sentence that says what to
/// write instead.</param>
public sealed record StoreKind(IReadOnlyList<string> Prefixes, string Example, Func<string, string, (StoreAddress? Address, string? Fault)> Read);
