using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>What those who look after conversations may do with one.</summary>
internal static class OperatorCommands
{
    private const string Trigger = "operator";

    public static void Apply(TurnContext context)
    {
        switch (context.Input)
        {
            case MovedByOperator moved:
                (context.Interrupt, context.Deferred) = (null, []);
                context.Return(Trigger, moved.State);
                break;
            case EndedByOperator:
                (context.WithHuman, context.Deferred) = (false, []);
                while (context.Top is not null) context.Leave(Trigger);
                break;
            case SetByOperator set:
                Set(context, set);
                break;
        }
    }

    private static void Set(TurnContext context, SetByOperator set)
    {
        var handedBack = context.WithHuman && set.WithHuman is false;
        (context.Language, context.WithHuman) = (set.Language ?? context.Language, set.WithHuman ?? context.WithHuman);

        // A person who is handed back hears what the bot waits for.
        if (handedBack) PersonCommands.PromptAgain(context);
    }
}
