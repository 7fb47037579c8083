using System.Collections.Immutable;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Flows.Kinds;

/// <summary>The photo that answers a question: sent to the check, refused by name, or kept aside while it cannot be fetched.</summary>
/// <param name="question">The name of the question.</param>
/// <param name="slot">Where its answer stands.</param>
internal sealed class ImageAnswer(string question, string slot)
{
    /// <summary>What is remembered of a question whose photo has not been seen yet.</summary>
    public const string Unseen = "unseen";

    /// <summary>The photo is with the check.</summary>
    public const string Checked = "check";

    private const string Retry = "retry";

    private static readonly ImmutableArray<Option> Options = [new(Retry, "retry.retry", "", Value.Of(Retry))];

    /// <summary>Sends the photo to the check; its return is heard by the question.</summary>
    public static void Check(ITurnContext context, Value image)
    {
        context.Stay(Checked);
        context.Call(ImageCheck.Operation, Slots.Empty.With(ImageCheck.Image, image), consequential: false);
    }

    /// <summary>Whether the person wants the photo tried again that could not be fetched; if so, it is.</summary>
    public bool TryAgain(ITurnContext context)
    {
        if (!IsUnseen(context.Run) || context.Run.Slots.Find(slot) is not { } image) return false;

        var wanted = context.Command is Retry or "yes"
            || ChoiceReading.Read(context, Options, payload => TapPayload.Read(payload)?.Value) is ChoiceReading.Match;
        if (wanted) Check(context, image);
        return wanted;
    }

    public bool IsUnseen(FlowRun run) => run.CompletedResults.Find(question) == Unseen;

    /// <summary>The photo has not been fetched, and may be later: it stays beside the question, which also takes another one.</summary>
    public void KeepAside(ITurnContext context, Value image)
    {
        context.Set(slot, image);
        context.Complete(question, Unseen);
        context.Stay("reject");
        context.Say("photo.unavailable", [new(TapQuestion.Write(context.Run, Retry), Retry, 1, "retry.retry", "")]);
    }

    /// <summary>The sentence for a photo that is refused, with the name of its format.</summary>
    public static (string Key, ImmutableArray<KeyValuePair<string, Value>> Arguments) Refusal(Value result)
    {
        var rule = result.Field(ImageCheck.Rule)?.Text ?? "";
        return (rule.Length == 0 ? "reject.image" : $"photo.{rule}", [new("format", Value.Of(result.Field(ImageCheck.Format)?.Text ?? ""))]);
    }

    /// <summary>The sentence for what was sent in the place of a photo.</summary>
    public static string Instead(Input input) => input switch
    {
        HeardOther { Kind: HeardOther.Video } => "photo.video",
        _ => SharedMessages.ImageNeeded,
    };

    /// <summary>Whether the question before was answered by a photo, whose handing over was not tried twice.</summary>
    public static bool Precedes(FlowRun run)
    {
        for (var index = run.VisitedStates.Count - 1; index >= 0; index--)
        {
            if (run.Flow.Find(run.VisitedStates[index]) is not { Answers: { } answered } question) continue;

            return question.AnswerType is { TakesImage: true } && run.Slots.Has(answered) && run.CompletedResults.Find(question.Name) is null;
        }

        return false;
    }
}
