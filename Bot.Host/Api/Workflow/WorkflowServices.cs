using Bot.Engine.Execution;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Storage.Media;

namespace Bot.Host.Api.Workflow;

/// <summary>Puts the area together.</summary>
internal static class WorkflowServices
{
    /// <param name="turns">One of the engine's observers.</param>
    public static IServiceCollection AddWorkflow(this IServiceCollection services, BotEngine engine, WorkflowTurns turns, BotSettings settings, WorkflowOptions options)
    {
        var shelf = engine.Shelf;
        var words = new WorkflowWords(new StateMachine(shelf.Flows, shelf.Vocabulary), shelf.Renderer);
        var media = new MediaLibrary(Path.Combine(settings.Folders.Data, "media"), engine.Channels, engine.Store, engine.Parts.Secrets.Sealer);
        return services.AddSingleton(new WorkflowService(new(engine.Runner, engine.Store, turns, words, media, shelf.Flows, shelf.Vocabulary, engine.Parts.Clock), engine.Store, options));
    }
}
