using System.Collections.Concurrent;
using Bot.Products.Leads;

namespace Bot.Tests.Support;

/// <summary>A lender that keeps what it is given by its id, and can be told how to misbehave.</summary>
public sealed class FakeLender : ILeadPartner
{
    private readonly ConcurrentDictionary<string, LeadCreation.Created> _byId = new();
    private readonly ConcurrentQueue<Func<LeadCreation.Created, LeadCreation>> _script = new();
    private int _created;
    private int _asked;

    public bool SameIdIsSameLead { get; set; } = true;

    public LeadProgress Progress { get; set; } = new LeadProgress.Found("Under Review");

    /// <summary>Leads that really exist.</summary>
    public int Created => _created;

    /// <summary>How often it was asked to create one.</summary>
    public int Asked => _asked;

    /// <summary>Ids it was asked under, in order.</summary>
    public ConcurrentQueue<string> Ids { get; } = new();

    public ConcurrentQueue<(string ApplicationId, string Mobile)> Looked { get; } = new();

    /// <summary>Held up until this is done.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public FakeLender Declines(string reason) => Next(new LeadCreation.Declined(reason));

    public FakeLender IsDown() => Next(new LeadCreation.Unavailable("down"));

    /// <summary>The lead is created, and the answer lost.</summary>
    public FakeLender LosesItsAnswer()
    {
        _script.Enqueue(created => Keep(created, new LeadCreation.Lost("cut")));
        return this;
    }

    /// <summary>The request is lost on its way.</summary>
    public FakeLender LosesTheRequest() => Next(new LeadCreation.Lost("cut"));

    public async Task<LeadCreation> CreateAsync(LeadApplication lead, string requestId, CancellationToken cancel)
    {
        await Gate;
        Interlocked.Increment(ref _asked);
        Ids.Enqueue(requestId);
        if (SameIdIsSameLead && _byId.TryGetValue(requestId, out var known) && _script.IsEmpty) return known;

        var created = new LeadCreation.Created($"APP{Interlocked.CompareExchange(ref _created, 0, 0) + 1}", "relation", "customer", """{"result":{}}""");
        return _script.TryDequeue(out var next) ? next(created) : Keep(created, created);
    }

    public Task<LeadProgress> StatusAsync(string applicationId, string mobile, CancellationToken cancel)
    {
        Looked.Enqueue((applicationId, mobile));
        return Task.FromResult(Progress);
    }

    private FakeLender Next(LeadCreation answer)
    {
        _script.Enqueue(_ => answer);
        return this;
    }

    private LeadCreation Keep(LeadCreation.Created created, LeadCreation answer)
    {
        if (_byId.TryAdd(Ids.Last(), created)) Interlocked.Increment(ref _created);
        return answer;
    }
}
