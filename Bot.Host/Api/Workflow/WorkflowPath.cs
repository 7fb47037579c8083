using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;

namespace Bot.Host.Api.Workflow;

/// <summary>How a field's value gets to the question that takes it. Most often that is the question at hand.</summary>
/// <param name="Taps">What is done first.</param>
/// <param name="Answers">Whether the value is given then; else what was done stands for it.</param>
internal sealed record WorkflowPath(ImmutableArray<WorkflowTap> Taps, bool Answers = true)
{
    private const string Retry = "retry";
    private const string Correct = "correct";
    private const string No = "no";

    private static readonly WorkflowPath Straight = new([]);

    /// <summary>The way from where the session stands; null when there is none, and the step does not fit.</summary>
    /// <param name="offered">What the question at hand offers.</param>
    /// <param name="editing">This call came by the question which answer to change: it may change another one.</param>
    public static WorkflowPath? Find(WorkflowStep step, WorkflowInput given, Session session, ImmutableArray<Choice> offered, bool editing, FlowSet flows,
        IVocabulary words, DateTimeOffset at)
    {
        var (field, question) = (given.Field, WorkflowPosition.QuestionOf(session));
        if (session.Interrupt is { Kind: not WorkflowField.Edit }) return Straight;
        if (field.Answers(question)) return Straight;
        if (session.Interrupt is not null) return Changing(field, session);
        if (field.Passes.TryGetValue(question, out var passing)) return new([new WorkflowTap.Option(passing)]);

        if (WorkflowPosition.IsRetry(session, flows))
        {
            var last = WorkflowPosition.LastAnswered(session, flows);
            if (last is null || !field.Answers($"{session.Top!.Flow}/{last.Name}")) return null;
            if (IsOffered(given.Text, session, offered, words)) return Straight;
            return given.IsAnswerTo(last, session, at, words) ? new([new WorkflowTap.Option(Retry)], Answers: false) : new([new WorkflowTap.Back()]);
        }
        if (field.RetryOptions.TryGetValue(question, out var option))
        {
            if (IsOffered(given.Text, session, offered, words)) return Straight;
            if (option != Correct) return new([new WorkflowTap.Option(option)], Answers: false);
            if (WorkflowPosition.Passed(field, session) is not { } passed) return null;

            var unchanged = given.IsAnswerTo(flows.Find(session.Top!.Flow)?.Find(passed), session, at, words);
            return unchanged ? new([new WorkflowTap.Option(Retry)], Answers: false) : new([new WorkflowTap.Option(Correct), new WorkflowTap.Change(passed)]);
        }
        if (question == WorkflowSteps.Menu && step.Opens is { } opens && step.Fields[0] == field) return new([new WorkflowTap.Option(opens)]);
        return editing && offered.Any(choice => choice.Value == No) && WorkflowPosition.Passed(field, session) is { } other
            ? new([new WorkflowTap.Option(No), new WorkflowTap.Change(other)])
            : null;
    }

    private static WorkflowPath? Changing(WorkflowField field, Session session) =>
        WorkflowPosition.Passed(field, session) is { } passed ? new([new WorkflowTap.Change(passed)]) : null;

    /// <summary>The text is one of the options, as a person reads it.</summary>
    private static bool IsOffered(string text, Session session, ImmutableArray<Choice> offered, IVocabulary words) => offered.Any(choice =>
        WordForm.AreSame(choice.Value, text) || words.CommandOf(text) == choice.Value
        || words.LabelsOf(session.Top!.Flow, choice.LabelKey).Any(label => WordForm.AreSame(label, text)));
}

/// <summary>Something a person would tap or write on the way to a question.</summary>
internal abstract record WorkflowTap
{
    /// <summary>An option of the question at hand, by its value.</summary>
    public sealed record Option(string Value) : WorkflowTap;

    /// <summary>An answer to change, by the state that asks for it.</summary>
    public sealed record Change(string State) : WorkflowTap;

    /// <summary>To the question before.</summary>
    public sealed record Back : WorkflowTap;

    /// <summary>The input it is; null when the question does not offer it.</summary>
    public Input? At(string id, DateTimeOffset at, ImmutableArray<Choice> offered) => this switch
    {
        Option option =>
            offered.FirstOrDefault(choice => choice.Value == option.Value) is { } choice ? new HeardTap(id, at, choice.Payload, choice.Value) : null,
        Change change => new HeardTap(id, at, $"{WorkflowField.Edit}#{change.State}", change.State),
        Back => new HeardText(id, at, "back"),
        _ => throw new InvalidOperationException($"{GetType().Name} is no input."),
    };
}
