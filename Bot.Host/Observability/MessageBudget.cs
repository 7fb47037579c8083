using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Observability;

/// <summary>What a month may cost, per number: an alarm at four fifths of it, another one when it is used up, and then no reminders.</summary>
internal sealed class MessageBudget(IConversationStore store, IOptions<MessagingOptions> bound, Alarms alarms, TimeProvider clock, ILogger<MessageBudget> log)
    : BackgroundService, IReminderBudget
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly MessagingOptions _options = bound.Value;
    private ImmutableHashSet<string> _usedUp = [];

    /// <inheritdoc/>
    public bool HasRoom(string conversation) => !_options.BudgetStopsReminders || !_usedUp.Contains(conversation.Split(':')[0]);

    /// <summary>Looks up what was charged this month.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        if (_options.MonthlyBudget == 0) return;

        var month = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var charged = (await store.CostsAsync(month, cancel)).Where(costs => costs.Billable).GroupBy(costs => costs.Channel)
            .ToDictionary(costs => costs.Key, costs => costs.Sum(line => line.Count), StringComparer.Ordinal);
        var before = _usedUp;
        _usedUp = [.. charged.Where(pair => pair.Value >= _options.MonthlyBudget).Select(pair => pair.Key)];
        foreach (var (channel, count) in charged) Judge(channel, count);

        // A new month has nothing of it yet.
        foreach (var over in before.Where(channel => !charged.ContainsKey(channel))) alarms.Close(NameOf(over));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.MonthlyBudget == 0) return;

        using var tick = new PeriodicTimer(Rest, clock);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogDebug(failure, "What the month's messages cost cannot be looked up");
            }
        }
    }

    private void Judge(string channel, long count)
    {
        if (count < _options.MonthlyBudget * 4L / 5)
            alarms.Close(NameOf(channel));
        else if (count < _options.MonthlyBudget)
            alarms.Raise(NearlyOf(channel), $"{channel} has used four fifths of this month's {_options.MonthlyBudget} charged messages (MESSAGE_BUDGET).", Rest * 3);
        else
            alarms.Raise(NameOf(channel), $"{channel} has used up this month's {_options.MonthlyBudget} charged messages (MESSAGE_BUDGET){(_options.BudgetStopsReminders ? "; reminders are not said any more" : "")}.");
    }

    private static string NameOf(string channel) => $"budget.{channel}";

    private static string NearlyOf(string channel) => $"budget-nearly.{channel}";
}
