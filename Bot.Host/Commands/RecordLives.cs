using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Lives;
using Bot.Products.Fastag;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;

namespace Bot.Host.Commands;

/// <summary>Every life that can be drawn, besides the flows.</summary>
internal static class RecordLives
{
    public static IReadOnlyList<ILife> All { get; } =
        [TagLife.Definition, LeadLife.Definition, CodeLife.Definition, OutboxLife.Definition, DeliveryLife.Definition, SessionLife.Definition];
}
