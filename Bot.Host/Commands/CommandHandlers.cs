namespace Bot.Host.Commands;

/// <summary>What the commands do. Each returns one of <see cref="ExitCodes"/>. A command without a handler is not offered.</summary>
internal sealed record CommandHandlers
{
    public required Func<ServeRequest, CancellationToken, Task<int>> Serve { get; init; }

    public Func<ChatRequest, CancellationToken, Task<int>>? Chat { get; init; }

    public Func<CheckRequest, CancellationToken, Task<int>>? Check { get; init; }

    public Func<ReplayRequest, CancellationToken, Task<int>>? Replay { get; init; }

    public Func<GraphRequest, CancellationToken, Task<int>>? Graph { get; init; }

    public required Func<HealthCheckRequest, CancellationToken, Task<int>> HealthCheck { get; init; }

    public required Func<BackupRequest, CancellationToken, Task<int>> Backup { get; init; }

    public Func<IntegrityRequest, CancellationToken, Task<int>>? Integrity { get; init; }
}
