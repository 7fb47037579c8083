using System.CommandLine;

namespace Bot.Host.Commands;

internal sealed record ServeRequest;

/// <summary><c>serve</c>: hear webhooks, answer, call partners, until told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create(Func<ServeRequest, CancellationToken, Task<int>> handle)
    {
        var command = new Command("serve", """
            Serve webhooks and the HTTP API (the default command).

            Settings come from the environment, then .env and appsettings.json of the working folder; env.example lists them.

            Examples:
              Bot.Host serve
              PORT=8000 Bot.Host serve
              ASPNETCORE_ENVIRONMENT=Development Bot.Host serve     with every partner sandboxed
            """);
        command.SetAction((_, cancel) => handle(new(), cancel));
        return command;
    }
}
