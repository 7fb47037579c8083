using Bot.Engine.Machine;
using Bot.Host.Settings;
using Bot.Host.Storage;
using Bot.Host.Wiring;

namespace Bot.Host.Api.Workflow;

/// <summary>Puts the area together.</summary>
internal static class WorkflowServices
{
    /// <param name="turns">One of the engine's observers.</param>
    public static IServiceCollection AddWorkflow(this IServiceCollection services, BotEngine engine, WorkflowTurns turns, BotSettings settings, WorkflowOptions options)
    {
        var shelf = engine.Shelf;
        var words = new WorkflowWords(new StateMachine(shelf.Flows, shelf.Vocabulary), shelf.Renderer);
        var media = MediaLibrary.Of(settings, engine.Channels, engine.Store, engine.Parts.Secrets);
        return services.AddSingleton(new WorkflowService(new(engine.Runner, engine.Store, turns, words, media, shelf.Flows, shelf.Vocabulary, engine.Parts.Clock), engine.Store, options));
    }
}
