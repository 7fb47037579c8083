namespace Bot.Engine.Machine;

/// <summary>What those who look after conversations may do with one.</summary>
internal static class OperatorCommands
{
    private const string Trigger = "operator";

    public static void Obey(Step step)
    {
        switch (step.Input)
        {
            case MovedByOperator moved:
                (step.Overlay, step.Deferred) = (null, []);
                step.Return(Trigger, moved.State);
                break;
            case EndedByOperator:
                (step.WithHuman, step.Deferred) = (false, []);
                while (step.Top is not null) step.Leave(Trigger);
                break;
            case SetByOperator set:
                Set(step, set);
                break;
        }
    }

    private static void Set(Step step, SetByOperator set)
    {
        var handedBack = step.WithHuman && set.WithHuman is false;
        (step.Language, step.WithHuman) = (set.Language ?? step.Language, set.WithHuman ?? step.WithHuman);

        // Whoever was left with a person hears what the bot waits for.
        if (handedBack) PersonCommands.Again(step);
    }
}
