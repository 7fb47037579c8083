using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Gateways.Operations;
using Bot.Host.Settings;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Bot.Templates;
using Bot.Templates.Loading;

namespace Bot.Host.Reloading;

/// <summary>
/// Exchanges flows, messages and operations for those of edited files while the host runs, in Development: the next message is answered by what is on disk, or
/// the faults are told and everything goes on as it was. People in the middle go on as at a restart.
/// </summary>
internal sealed class FlowReload(IConfiguration configuration, IServiceProvider services, ILogger<FlowReload> log) : IEditedFlows, IDisposable
{
    private readonly string _folder = FolderOptions.Of(configuration).Flows;
    private readonly SemaphoreSlim _one = new(1, 1);
    private string _stamp = FlowStamp.Of(FolderOptions.Of(configuration).Flows);

    /// <summary>Raised after every attempt.</summary>
    public event Action<ReloadReport>? Attempted;

    public async Task RefreshAsync(CancellationToken cancel)
    {
        if (!HasChanged(out _)) return;

        await _one.WaitAsync(cancel);
        try
        {
            // What is written meanwhile makes another stamp, and is read the next time.
            if (HasChanged(out var stamp)) Attempt();
            _stamp = stamp;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private bool HasChanged(out string stamp)
    {
        try
        {
            stamp = FlowStamp.Of(_folder);
        }
        catch (IOException)
        {
            // The folder is being exchanged: it is looked at the next time.
            stamp = _stamp;
        }

        return stamp != _stamp;
    }

    private void Attempt()
    {
        using var read = new ServiceCollection().AddFlows(configuration).BuildServiceProvider();
        var report = ReportOf(() => TakeOver(read));
        foreach (var issue in report.Issues.Where(issue => issue.Warning)) log.LogWarning("{Warning}", issue.ToString());
        if (report.IsTaken)
            log.LogInformation("The edited flows are in use");
        else
            log.LogError("The flows were edited and cannot run; the ones before go on.\n{Faults}", string.Join('\n', report.Faults));
        Attempted?.Invoke(report);
    }

    private static ReloadReport ReportOf(Func<IReadOnlyList<Issue>> takeOver)
    {
        try
        {
            return new(true, takeOver());
        }
        catch (FlowsException faulty)
        {
            return new(false, faulty.Issues) { HeldBack = faulty.HeldBack };
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return new(false, [new("flows", 1, 1, unread.Message, "")]);
        }
    }

    private IReadOnlyList<Issue> TakeOver(ServiceProvider read)
    {
        var library = read.GetRequiredService<FlowLibrary>();
        var flows = library.Checked();
        services.GetRequiredService<OperationTable>().TakeOver(services.OperationsAsRead(read));
        services.GetRequiredService<LiveMessages>().TakeOver(read.GetRequiredService<MessageCatalogue>(), flows);
        services.GetRequiredService<FlowSet>().TakeOver(flows);
        services.GetRequiredService<ConversationRunner>().Renew();
        return library.Issues;
    }
}

/// <summary>What came of an attempt.</summary>
/// <param name="IsTaken">The edited files are in use.</param>
/// <param name="Issues">All that was found, warnings among it.</param>
internal sealed record ReloadReport(bool IsTaken, IReadOnlyList<Issue> Issues)
{
    /// <summary>How many more follow from them.</summary>
    public int HeldBack { get; init; }

    public IEnumerable<string> Faults => FlowsException.Sentences(Issues, HeldBack);
}
