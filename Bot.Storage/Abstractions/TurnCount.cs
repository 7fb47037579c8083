namespace Bot.Storage.Abstractions;

/// <summary>How often something happened in a flow on one day. Kept for ever; derived from the turn log, each turn once.</summary>
/// <param name="Flow">The flow that heard it.</param>
/// <param name="FlowVersion">Its content hash.</param>
/// <param name="State">The state that heard it; empty for the start of a run.</param>
/// <param name="Trigger">Of the first move; empty where nothing moved.</param>
/// <param name="Language">In which it was answered.</param>
/// <param name="Day">UTC.</param>
/// <param name="Turns">How many.</param>
public sealed record TurnCount(string Flow, string FlowVersion, string State, string Trigger, string Language, DateOnly Day, long Turns)
{
    /// <summary>A day as it is stored: days since 1970.</summary>
    internal static DateOnly DayOf(long day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)day);
}
