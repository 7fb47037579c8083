using System.Collections.Frozen;
using Bot.Engine.Abstractions;
using Bot.Host.Background;
using Bot.Storage.Care;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Host.Persons;

/// <summary>Who is restricted, as this host knows it: looked up anew every two seconds.</summary>
/// <remarks>While the database is away those known last stay restricted; nothing of theirs can be read then anyway.</remarks>
internal sealed partial class PersonRestrictions(IRecordLists lists, TimeProvider clock, ILogger<PersonRestrictions> log)
    : PeriodicLook(Rest, clock), IRestrictions
{
    /// <summary>Until a restriction from another host is known here.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <summary>Erasures that are open at once.</summary>
    private const int Most = 10_000;

    private volatile FrozenSet<string> _conversations = [];
    private volatile FrozenSet<string> _numbers = [];

    public bool Restricts(string conversation)
    {
        var known = _conversations;
        if (known.Count == 0 && _numbers.Count == 0) return false;

        return known.Contains(conversation) || RestrictsNumber(conversation[(conversation.LastIndexOf(':') + 1)..]);
    }

    /// <summary>Whether an address, or a number in any spelling, is that of a restricted person.</summary>
    public bool RestrictsNumber(string address) => _numbers.Count > 0 && address.Length > 0 && _numbers.Contains(PersonFinder.NumberOf(address));

    /// <summary>Looks up who is restricted.</summary>
    public override async Task LookAsync(CancellationToken cancel)
    {
        var keys = (await OpenAsync(cancel)).Select(erasure => erasure.Keys).OfType<PersonKeys>().ToList();
        _numbers = keys.Select(one => one.Number).Where(number => number.Length > 0).ToFrozenSet(StringComparer.Ordinal);
        _conversations = keys.SelectMany(one => one.Conversations).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Who is restricted now, for one that looks beside a host.</summary>
    public static async Task<PersonRestrictions> OfAsync(IRecordLists lists, CancellationToken cancel)
    {
        var restrictions = new PersonRestrictions(lists, TimeProvider.System, NullLogger<PersonRestrictions>.Instance);
        await restrictions.LookAsync(cancel);
        return restrictions;
    }

    /// <summary>Erasures that are not done.</summary>
    public async Task<IReadOnlyList<Erasure>> OpenAsync(CancellationToken cancel)
    {
        var open = new List<Erasure>();
        await foreach (var row in lists.AllAsync(ErasureKinds.Erasure, Erasure.Open.Key, Erasure.Open.Value, cancel))
        {
            open.Add(Erasure.Read(row));
            if (open.Count == Most) break;
        }

        return open;
    }

    protected override void OnFailed(Exception failure) => NotLookedUp(failure);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Who is restricted cannot be looked up; those known last stay so")]
    private partial void NotLookedUp(Exception failure);
}
