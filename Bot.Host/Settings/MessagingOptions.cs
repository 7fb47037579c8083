using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>What goes out over the channels: when the bot holds back, and what a month may cost.</summary>
internal sealed class MessagingOptions
{
    public const string Section = "Messaging";

    public static SettingTable Table { get; } = new(Section,
        Setting.Duration("HOLD_BACK_MINUTES", nameof(HoldBack), TimeSpan.FromMinutes(1), 0, 1440, 30),
        Setting.Whole("MESSAGE_BUDGET", nameof(MonthlyBudget), 0, 1_000_000_000, 50_000),
        Setting.Flag("MESSAGE_BUDGET_STOPS_REMINDERS", nameof(BudgetStopsReminders)));

    /// <summary>
    /// How long the bot leaves a person to the human at the business who wrote to them by hand, counted from that message. Set in minutes, 0 (not at all) to
    /// 1440. Default: 30.
    /// </summary>
    public TimeSpan HoldBack { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Charged messages per number and month (UTC): an alarm at four fifths of it, another one when it is used up. 0 for none. Default: 0.</summary>
    public int MonthlyBudget { get; set; }

    /// <summary>Reminders are not said any more once the month's budget is used up. Default: true.</summary>
    public bool BudgetStopsReminders { get; set; } = true;
}
