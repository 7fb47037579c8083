using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Checks;
using Bot.Host.Wiring;
using Bot.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Engine.Loading;

/// <summary>The loader and the checks answer every text with findings, never with an exception.</summary>
public sealed class AnyTextTests
{
    private static readonly string[] Files = [.. FlowCase.In("Engine", "Loading").Concat(FlowCase.In("Engine", "Execution", "Kinds")).Select(path =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, path)))];

    private static readonly string[] Pieces = ["[", "]", "{", "}", ":", "- ", "\n", "  ", "\t", "'", "\"", "#", "&a", "*a", "!", "|", ">", "%", "@", "`", "? ", ",", "~", "\u0000", "\ufeff", "---\n", "...\n", "next", "ask"];

    /// <summary>A real file with a few pieces put in or letters taken out.</summary>
    private static readonly Gen<string> Damaged =
        from file in Gen.Elements(Files)
        from wounds in Gen.Choose(0, 1_000_000).Two().ListOf(3)
        select wounds.Aggregate(file, (text, wound) =>
        {
            var at = wound.Item1 % (text.Length + 1);
            return wound.Item2 % 3 == 0 ? text.Remove(at, Math.Min(wound.Item2 % 9, text.Length - at)) : text.Insert(at, Pieces[wound.Item2 % Pieces.Length]);
        });

    [Fact]
    public void A_damaged_file_brings_findings_and_no_exception() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20261121, 7), Prop.ForAll(Damaged.ToArbitrary(), text =>
        {
            var issues = new List<Issue>();

            if (FlowLoader.Read("flow.yaml", text, CaseOperations.All, KnownInputTypes.All, issues) is { } flow) issues.AddRange(FlowChecks.Run([flow], flow.Name));
            else issues.Should().NotBeEmpty();

            issues.Where(issue => issue.Problem.Length == 0 || issue.Line < 1 || issue.Column < 1).Should().BeEmpty();
        }));
}
