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
                step.Session = step.Session with { Overlay = null, Deferred = [] };
                step.Return(Trigger, moved.State);
                break;
            case EndedByOperator:
                step.Session = step.Session with { WithHuman = false, Deferred = [] };
                while (step.Session.Top is not null) step.Leave(Trigger);
                break;
            case SetByOperator set:
                Set(step, set);
                break;
        }
    }

    private static void Set(Step step, SetByOperator set)
    {
        var handedBack = step.Session.WithHuman && set.WithHuman is false;
        step.Session = step.Session with { Language = set.Language ?? step.Session.Language, WithHuman = set.WithHuman ?? step.Session.WithHuman };

        // Whoever was left with a person hears what the bot waits for.
        if (handedBack) PersonCommands.Again(step);
    }
}
