using Bot.Engine.Abstractions;
using Bot.Products.OneTimeCodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bot.Host.Api.Health;

/// <summary>Whether the day's one-time codes suffice: degraded, and said by channel, from 80 % of a channel's limit on.</summary>
internal sealed class CodeBudgetHealthCheck(CodeBudgets? budgets = null) : IHealthCheck
{
    public const string Name = "codes";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var low = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var budget in budgets?.All ?? [])
        {
            var state = await StateOfAsync(budget, cancellationToken);
            if (state.IsNearlySpent) low[state.Channel] = new { sent = state.Sent, limit = state.Limit };
        }

        return low.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(data: new Dictionary<string, object> { ["otp_day_limit"] = low });
    }

    /// <summary>What this host knows, where the database does not answer: that itself is another check's matter.</summary>
    private static async Task<CodeBudgetState> StateOfAsync(CodeBudget budget, CancellationToken cancel)
    {
        if (budget.State.Limit == 0) return budget.State;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Timeout);
        try
        {
            return await budget.StateAsync(limit.Token);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or OperationCanceledException)
        {
            return budget.State;
        }
    }
}
