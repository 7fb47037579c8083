using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Host.Api.Workflow;

/// <summary>Makes of a session, and of what was said, the answer that a workflow shows.</summary>
/// <param name="machine">What hears the next input of the session.</param>
/// <param name="renderer">Says the messages of its flows.</param>
internal sealed class WorkflowReplies(StateMachine machine, IMessageRenderer renderer)
{
    /// <summary>The question at hand, said again.</summary>
    public ImmutableArray<Reply> Prompt(Session session, DateTimeOffset at) => machine.Prompt(session, at);

    /// <summary>What the question at hand offers.</summary>
    public ImmutableArray<Choice> Offered(Session session, DateTimeOffset at) => Prompt(session, at) is [.., var question] ? question.Choices : [];

    /// <param name="said">All that was said; the question at hand when that was nothing.</param>
    public WorkflowAnswer Answer(bool taken, Session session, ImmutableArray<Reply> said, DateTimeOffset at)
    {
        var replies = said.IsEmpty ? Prompt(session, at) : said;
        var options = replies is [.., var last] ? last.Choices.Select(choice => LabelOf(last, choice)).ToList() : [];
        return WorkflowAnswer.Of(taken, string.Join("\n\n", replies.Select(renderer.RenderText)), session.Id, options, FactsOf(session, replies));
    }

    /// <summary>The partner has not answered in time.</summary>
    public WorkflowAnswer Working(Session session) => WorkflowAnswer.Of(
        taken: true, renderer.RenderText(
            ReplyOf(session, session.Top?.Flow ?? "", SharedMessages.OneMoment)), session.Id, [], FactsOf(session, []) with { Working = true });

    /// <summary>A sentence of a flow that is said without a turn.</summary>
    public WorkflowAnswer Sentence(Session session, string flow, string message, params ReadOnlySpan<(string Name, string Text)> arguments) =>
        WorkflowAnswer.Of(taken: false, renderer.RenderText(ReplyOf(session, flow, message, arguments)), session.Id, [], FactsOf(session, []));

    private static Reply ReplyOf(Session session, string flow, string message, params ReadOnlySpan<(string Name, string Text)> arguments)
    {
        var values = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(arguments.Length);
        foreach (var (name, text) in arguments) values.Add(new(name, Value.Of(text)));
        return new() { Flow = flow, Message = message, Language = session.Language, Slots = Slots.Empty, Arguments = values.DrainToImmutable() };
    }

    private string LabelOf(Reply reply, Choice choice) =>
        choice.LabelKey.Length > 0 ? renderer.LabelOf(reply.Flow, choice.LabelKey, reply.Language) : choice.Label;

    private static WorkflowFacts FactsOf(Session session, ImmutableArray<Reply> replies)
    {
        var question = WorkflowPosition.QuestionOf(session);
        var facts = new WorkflowFacts
        {
            State = question[(question.IndexOf('/', StringComparison.Ordinal) + 1)..],
            NextStep = WorkflowSteps.Answering(question)?.Path
        };
        if (!WorkflowPosition.IsLoggedIn(session)) return facts;

        return facts with
        {
            AgentId = Find("agent.id"),
            AgentName = Find("agent.name"),
            WalletBalance = decimal.TryParse(Find("agent.wallet"), NumberStyles.Number, CultureInfo.InvariantCulture, out var wallet) ? wallet : null,
            FastagsLeft = int.TryParse(Find("agent.tags"), NumberStyles.None, CultureInfo.InvariantCulture, out var tags) ? tags : null,
            CustomerName = Find("firstName") is { } first ? $"{first} {Find("lastName")}".TrimEnd() : null,
            VehicleNumber = Find("vehicleNumber"),
            Plan = Find("plan.name"),
            Barcode = Find("barcode"),
        };

        // A registration that has just ended is told of by its last message only.
        string? Find(string path) =>
            session.Frames.Reverse().Select(frame => frame.Slots).Concat(replies.Reverse().Select(reply => reply.Slots)).Select(slots => slots.Find(path)?.Text)
                .FirstOrDefault(text => text is { Length: > 0 });
    }
}
