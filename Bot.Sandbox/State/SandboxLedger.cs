namespace Bot.Sandbox.State;

/// <summary>How often each thing with consequences happened: what must be there exactly once can be counted here.</summary>
public sealed class SandboxLedger
{
    private readonly Lock _gate;
    private readonly Dictionary<(string Kind, string Key), int> _counts = [];

    internal SandboxLedger(Lock gate) => _gate = gate;

    /// <summary>Tags issued to a vehicle, replacements included.</summary>
    public int TagsOn(string vehicleNumber) => Count("tag on vehicle", vehicleNumber);

    /// <summary>How often a barcode was issued.</summary>
    public int TagsWith(string barcode) => Count("tag with barcode", barcode);

    /// <summary>Leads created for the same person, loan type and amount; <paramref name="mobile"/> has 10 digits.</summary>
    public int LeadsOf(string mobile, string loanType, long amount) => Count("lead", $"{mobile} {loanType} {amount}");

    /// <summary>All leads created.</summary>
    public int Leads => Total("lead");

    /// <summary>Messages taken under one of our references, where the channel passes it along.</summary>
    public int SendsOf(string reference) => Count("send", reference);

    /// <summary>Codes sent to customers by the FASTag partner.</summary>
    public int CustomerCodesSent => Total("customer code");

    /// <summary>Everything that happened more than once, as <c>kind key: count</c>.</summary>
    public IReadOnlyList<string> Repeated()
    {
        lock (_gate) return [.. _counts.Where(entry => entry.Value > 1 && entry.Key.Kind != "customer code").Select(entry => $"{entry.Key.Kind} {entry.Key.Key}: {entry.Value}")];
    }

    /// <summary>Totals by kind.</summary>
    public IReadOnlyDictionary<string, int> Totals()
    {
        lock (_gate) return _counts.GroupBy(entry => entry.Key.Kind).ToDictionary(kind => kind.Key, kind => kind.Sum(entry => entry.Value));
    }

    /// <summary>Called under the sandbox's lock.</summary>
    internal void Enter(string kind, string key) => _counts[(kind, key)] = _counts.GetValueOrDefault((kind, key)) + 1;

    private int Count(string kind, string key)
    {
        lock (_gate) return _counts.GetValueOrDefault((kind, key));
    }

    private int Total(string kind)
    {
        lock (_gate) return _counts.Where(entry => entry.Key.Kind == kind).Sum(entry => entry.Value);
    }
}
