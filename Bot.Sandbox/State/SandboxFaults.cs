namespace Bot.Sandbox.State;

/// <summary>The faults that are armed, and which were never needed.</summary>
internal sealed class SandboxFaults(Lock gate, SandboxRandom chance)
{
    private readonly List<Armed> _armed = [];

    public void Arm(string partner, SandboxFault fault)
    {
        lock (gate) _armed.Add(new(partner, fault));
    }

    public void Clear()
    {
        lock (gate) _armed.Clear();
    }

    /// <summary>What goes wrong with this request: at most one delay and one other fault, in the order they were armed.</summary>
    public IReadOnlyList<SandboxFault> Strike(string partner, string path)
    {
        lock (gate)
        {
            if (_armed.Count == 0) return [];

            var struck = new List<SandboxFault>();
            foreach (var armed in _armed.Where(armed => armed.Fits(partner, path)))
            {
                var late = armed.Fault.Kind == SandboxFaultKind.Latency;
                if (struck.Any(other => (other.Kind == SandboxFaultKind.Latency) == late)) continue;
                if (!chance.Happens(armed.Fault.Ratio)) continue;

                armed.Struck++;
                struck.Add(armed.Fault);
            }
            return struck;
        }
    }

    public IReadOnlyList<(string Partner, SandboxFault Fault, int Struck)> List()
    {
        lock (gate) return [.. _armed.Select(armed => (armed.Partner, armed.Fault, armed.Struck))];
    }

    private sealed class Armed(string partner, SandboxFault fault)
    {
        public string Partner => partner;

        public SandboxFault Fault => fault;

        public int Struck { get; set; }

        public bool Fits(string name, string path) =>
            name == partner && (fault.Times is not { } times || Struck < times)
            && (fault.Operation.Length == 0 || $"/{path.Trim('/')}/".Contains($"/{fault.Operation.Trim('/')}/", StringComparison.OrdinalIgnoreCase));
    }
}
