using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>What those who look after conversations may do with one.</summary>
internal static class OperatorCommands
{
    public static void Apply(TurnContext context)
    {
        switch (context.Input)
        {
            case MovedByOperator moved:
                (context.Interrupt, context.Deferred) = (null, []);
                context.Return(FlowMachine.Operator, moved.State);
                break;
            case EndedByOperator:
                (context.WithHuman, context.Deferred, context.SetAside) = (false, [], []);
                while (context.Top is not null) context.Leave(FlowMachine.Operator);
                break;
            case SetByOperator set:
                Set(context, set);
                break;
        }
    }

    private static void Set(TurnContext context, SetByOperator set)
    {
        var handedBack = context.WithHuman && set.WithHuman is false;
        if (set.Language is { } language) context.Speech.Choose(language);
        if (set.WithHuman is { } withHuman) context.WithHuman = withHuman;

        // A person who is handed back hears what the bot waits for.
        if (handedBack) PersonCommands.PromptAgain(context);
    }
}
