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
                if (moved.HandsBack) context.Human.HandBack();
                context.Return(FlowMachine.Operator, moved.State);
                break;
            case EndedByOperator:
                (context.Deferred, context.SetAside) = ([], []);
                context.Human.HandBack();
                while (context.Top is not null) context.Leave(FlowMachine.Operator);
                break;
            case SetByOperator set:
                Set(context, set);
                break;
            case WrittenByOperator written:
                context.Human.Write(written.By);
                break;
            case AnsweredByOperator answered:
                Answer(context, answered);
                break;
        }
    }

    private static void Set(TurnContext context, SetByOperator set)
    {
        var handedBack = context.Human.HasIt && set.WithHuman is false;
        if (set.Language is { } language) context.Speech.Choose(language);
        if (set.WithHuman is true) context.Human.Take(set.By);
        if (set.WithHuman is false) context.Human.HandBack();

        // A person who is handed back hears what the bot waits for.
        if (handedBack) PersonCommands.PromptAgain(context);
    }

    /// <summary>The question hears the words as if the person had written them.</summary>
    private static void Answer(TurnContext context, AnsweredByOperator answered)
    {
        (context.Interrupt, context.Deferred) = (null, []);
        context.Human.HandBack();
        context.Hear(answered.Text);
        if (context.State.Name == answered.State) context.State.Handle(context, context.Input);
        else context.Answer(FlowMachine.Operator, answered.State);
    }
}
