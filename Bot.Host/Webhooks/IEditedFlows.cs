namespace Bot.Host.Webhooks;

/// <summary>Flows that are edited while the host runs.</summary>
internal interface IEditedFlows
{
    /// <summary>Returns when what is on disk is in use, or is found to be faulty; at once where nothing has changed.</summary>
    Task RefreshAsync(CancellationToken cancel);
}
