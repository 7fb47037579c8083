namespace Bot.Host.Wiring;

/// <summary>What has to be read from the open database before the first message.</summary>
internal interface IBeforeStart
{
    /// <summary>Reads it.</summary>
    Task OpenAsync(CancellationToken cancel);
}
