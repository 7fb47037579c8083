using Bot.Engine.Inputs;
using Bot.Products.Fastag.Inputs;
using Bot.Products.Leads.Inputs;

namespace Bot.Host.Wiring;

/// <summary>The engine's input types and those of both products.</summary>
internal static class KnownInputTypes
{
    public static InputTypes All { get; } = new([.. FastagInputTypes.All, .. LeadInputTypes.All]);
}
