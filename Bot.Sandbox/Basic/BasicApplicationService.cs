using Bot.Sandbox.State;

namespace Bot.Sandbox.Basic;

/// <summary>Loan applications at the Basic Application API.</summary>
internal sealed class BasicApplicationService(SandboxState state)
{
    private const int MostKept = 100_000;

    private readonly Dictionary<string, BasicApplicationRecord> _applications = [];
    private readonly Dictionary<string, BasicApplicationRecord> _byRequest = [];

    /// <summary>Makes an application. The same request id again is the same application, as <c>BASIC_APPLICATION_SAME_ID</c> assumes of a partner.</summary>
    public BasicApplicationRecord Take(string requestId, string mobile, string loanType, long amount)
    {
        lock (state.Gate)
        {
            if (_byRequest.TryGetValue(requestId, out var before)) return before;
            if (_applications.Count >= MostKept)
            {
                _applications.Clear();
                _byRequest.Clear();
            }
            var application = new BasicApplicationRecord("B" + state.Chance.Letters(6), state.Chance.Uuid(), state.Chance.Uuid(), mobile, "Lead");
            _applications[application.Id] = _byRequest[requestId] = application;
            state.Ledger.Enter("lead", $"{mobile} {loanType} {amount}");
            return application;
        }
    }

    public BasicApplicationRecord? Find(string id, string mobile)
    {
        lock (state.Gate) return _applications.TryGetValue(id, out var application) && application.Mobile == mobile ? application : null;
    }

    public bool Move(string id, string status)
    {
        lock (state.Gate)
        {
            if (!_applications.TryGetValue(id, out var application)) return false;
            _applications[id] = application with { Status = status };
            return true;
        }
    }

    public IReadOnlyList<object> Overview()
    {
        lock (state.Gate)
            return [.. _applications.Values.TakeLast(50).Select(application =>
                new { id = application.Id, mobile = SandboxMask.Number(application.Mobile), status = application.Status })];
    }
}

/// <param name="Id">Application id, e.g. <c>B002BJF</c>.</param>
/// <param name="Status">Lead, Login, Section, Disbursement.</param>
internal sealed record BasicApplicationRecord(string Id, string RelationId, string CustomerId, string Mobile, string Status);
