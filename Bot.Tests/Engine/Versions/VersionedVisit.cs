using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Sessions;
using Bot.Engine.Versions;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Versions;

/// <summary>A small flow in versions.</summary>
internal static class VersionedVisit
{
    public const string First = """
        flow: visit
        start: name
        slots:
          name: personName
          city: text
        states:
          name: { ask: name, next: city }
          city: { ask: city, next: find }
          find:
            call: bank.plans
            with: { city }
            on: { found: done, none: city }
          done:
            end:
        """;

    private static readonly DateTimeOffset At = new(2026, 11, 21, 6, 30, 0, TimeSpan.Zero);

    public static FlowVersion Version(int number, string yaml) => new(number, new(Flows(yaml), new CaseVocabulary()), new KeyRenderer());

    public static FlowSet Flows(string yaml)
    {
        var issues = new List<Issue>();
        var flow = FlowLoader.Read("flow.yaml", yaml, CaseOperations.All, KnownInputTypes.All, issues)!;
        issues.Should().BeEmpty();
        return new([flow], flow.Name);
    }

    /// <summary>A session after a person has said so much to the first version.</summary>
    public static Session Reached(params IReadOnlyList<string> said)
    {
        var machine = new StateMachine(Flows(First), new CaseVocabulary());
        return said.Prepend("hello").Aggregate(new Session { Id = "s" }, (session, text) => Hear(machine, session, text).Session);
    }

    public static Turn Hear(StateMachine machine, Session session, string text) => machine.Advance(session, new HeardText($"{session.Turn}", At, text))!;

    public static string With(this string yaml, string was, string becomes)
    {
        yaml.Should().Contain(was);
        return yaml.Replace(was, becomes, StringComparison.Ordinal);
    }

    private sealed class KeyRenderer : IMessageRenderer
    {
        public ImmutableArray<OutboundMessage> Render(Reply reply) => [new TextMessage(reply.Message)];

        public string RenderText(Reply reply) => reply.Message;

        public TemplateMessage? RenderTemplate(Reply reply) => null;

        public string LabelOf(string flow, string labelKey, string language) => labelKey;
    }
}
