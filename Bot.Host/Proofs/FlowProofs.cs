using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Promises;
using Bot.Engine.Proving;
using Bot.Host.Wiring;

namespace Bot.Host.Proofs;

/// <summary>A prover for the flows of a folder, with the promises that lie beside them.</summary>
internal static class FlowProofs
{
    /// <summary>A message is to leave as one; a list of choices may stand behind its text.</summary>
    private const int MostPieces = 2;

    public static Prover Of(FlowCatalog catalog) => new(catalog.Flows, catalog.Vocabulary, Promises(catalog.Flows), reply => FaultOf(catalog, reply));

    public static IReadOnlyDictionary<string, FlowPromises> Promises(FlowSet flows) => PromiseFile.ReadAll(flows.All, []);

    private static string? FaultOf(FlowCatalog catalog, Reply reply)
    {
        foreach (var language in catalog.Catalogue.LanguagesOf(reply.Flow))
        {
            try
            {
                var pieces = catalog.Renderer.Render(reply with { Language = language }).Length;
                if (pieces > (reply.Choices.IsEmpty ? 1 : MostPieces)) return $"it is cut into {pieces} messages in '{language}'";
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                return $"it cannot be rendered in '{language}': {fault.GetType().Name}";
            }
        }

        return null;
    }
}
