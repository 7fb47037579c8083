using Bot.Engine.Abstractions;
using Bot.Host.Settings;
using Bot.Host.Wiring;

namespace Bot.Host.Publishing;

/// <summary>The versions beside a host that runs on files: people who are on a published one are answered by the files, which is told at the start.</summary>
internal sealed partial class VersionsBeside(VersionRegister register, IConfiguration configuration, ILogger<VersionsBeside> log) : IBeforeStart
{
    public async Task OpenAsync(CancellationToken cancel)
    {
        try
        {
            if (await register.PublicationAsync(cancel) is not { Publication.Live: var live }) return;
            if (await FilesBeside.ToldAsync(register, FolderOptions.Of(configuration).Flows, live, cancel) is { } other) RunsOnFiles(other);
        }
        catch (StoreUnavailableException)
        {
            // That it is away is told by who opens it; the flows do not wait for it.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Other}. FLOWS_FROM is files, so this host runs the files")]
    private partial void RunsOnFiles(string other);
}
