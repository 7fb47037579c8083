using Bot.Engine.Flows;

namespace Bot.Engine.Execution;

/// <summary>The words by which people say that they want no messages (STOP), or messages again (START). They hold also while a human has the word.</summary>
internal static class SubscriptionCommands
{
    /// <summary>Applies the word; false when it is neither, or an ordinary opening.</summary>
    public static bool Apply(TurnContext context, string? command)
    {
        switch (command)
        {
            case "stop":
                Stop(context);
                return true;
            case "start" when context.OptedOut:
                (context.OptedOut, context.Subscribes) = (false, true);
                context.Say(SharedMessages.OptedIn);
                return true;
            case "start":
                // The provider may have heard of a STOP that this conversation has not.
                context.Subscribes = true;
                return false;
            default:
                return false;
        }
    }

    private static void Stop(TurnContext context)
    {
        (context.OptedOut, context.Subscribes) = (true, false);
        context.Say(SharedMessages.OptedOut);

        // What has consequences is not left half done: its outcome is still told.
        if (context.Pending is { Consequential: true }) return;

        while (context.Top is not null) context.Leave("command stop");
        (context.Pending, context.Interrupt, context.Deferred) = (null, null, []);
    }
}
