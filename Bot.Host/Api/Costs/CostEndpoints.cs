using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Host.Api.Resources;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Api.Costs;

/// <summary>What providers said that delivered messages cost.</summary>
internal sealed class CostEndpoints(IConversationStore store, IEnumerable<IChannel> channels, IOptions<MessagingOptions> options, TimeProvider clock)
{
    /// <summary>One month (<c>?month=2026-11</c>, UTC; default: this one).</summary>
    public async Task<ResourceAnswer> GetAsync(ResourceCall call)
    {
        var month = call.Query("month") is { Length: > 0 } given ? given : clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        if (!DateTime.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return ResourceAnswer.Invalid(new Dictionary<string, string> { ["month"] = "This must be a year and a month, such as 2026-11." });

        var numbers = channels.ToDictionary(channel => channel.Name, channel => channel.BusinessNumber, StringComparer.Ordinal);
        var items = from costs in await store.CostsAsync(month, call.Cancel)
                    group costs by costs.Channel into ofChannel
                    select new CostView(
                        ofChannel.Key,
                        numbers.GetValueOrDefault(ofChannel.Key, ""),
                        ofChannel.Where(line => line.Billable).Sum(line => line.Count),
                        ofChannel.Where(line => !line.Billable).Sum(line => line.Count),
                        options.Value.MonthlyBudget,
                        [.. ofChannel.Select(line => new CostLine(line.Flow, line.Category, line.Type, line.Billable, line.Count))]);
        return ResourceAnswer.Ok("Costs", new { Month = month, Items = items.ToList() });
    }
}

/// <summary>One number's month.</summary>
/// <param name="Charged">Messages.</param>
/// <param name="Free">Messages.</param>
/// <param name="Budget">Charged messages; 0: none is set.</param>
internal sealed record CostView(string Channel, string Number, long Charged, long Free, int Budget, IReadOnlyList<CostLine> Lines);

internal sealed record CostLine(string Flow, string Category, string Type, bool Charged, long Messages);
