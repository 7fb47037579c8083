namespace Bot.Engine.Abstractions;

/// <summary>Whether reminders may be said: they are what is saved first when a month's budget is used up.</summary>
public interface IReminderBudget
{
    /// <param name="conversation">Key of the conversation: channel, colon, address.</param>
    bool HasRoom(string conversation);
}
