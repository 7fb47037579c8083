using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Promises;
using Bot.Engine.Loading;
using Bot.Engine.Proving;

namespace Bot.Tests.Support;

/// <summary>Small flows that are proven as they are written.</summary>
internal static class Proofs
{
    private static readonly Operation[] Operations =
    [
        new ContractOperation(new("shop.look", ["size"], [new("found", "price"), new("none"), new("unavailable")])),
        new ContractOperation(new("shop.reserve", ["size"], [new("reserved", "rows") { MayBringNoRows = true }, new("unavailable")], Consequential: true)),
        new ContractOperation(new("shop.offer", ["size"], [new("offered", "rows") { Optional = ["rows"] }, new("unavailable")])),
        new ContractOperation(new("shop.pay", ["size"], [new("paid", "receipt"), new("declined"), new("unavailable")], Consequential: true)),
    ];

    public const string Words = """
        language: en
        messages: { size: Which size?, name: Your name?, city: Which city?, none: None left., confirm: Order?, declined: Not now., again: Once more?,
            row: Which one?, down: Away., done: Thanks., told: We have it. }
        options: { confirm: { yes: Yes, no: No }, again: { yes: Yes, no: No }, taken: { yes: Yes, no: No } }
        fields: { size: Size, name: Name, city: City, confirm: Order, again: Again, taken: Taken, row: Row }
        """;

    /// <param name="states">The lines under <c>states:</c>.</param>
    /// <param name="promises">The file of promises; null for none.</param>
    /// <param name="faultOf">What is wrong with a message; null for nothing.</param>
    /// <param name="words">Makes the words that are understood of those of the files; null leaves them as they are.</param>
    public static (Proof Proof, FlowSet Flows) Of(string states, string? promises = null, ProofBounds? bounds = null, Func<Reply, string?>? faultOf = null,
        Func<IVocabulary, IVocabulary>? words = null)
    {
        var flow = $$"""
            flow: menu
            start: size
            expire: { after: 24h, next: gone }
            slots:
              size: { type: number, min: 1, max: 50 }
              name: text
              city: text
              price: value
              receipt: value
              confirm: choice
              again: choice
              rows: list
              row: value
              taken: { type: choice, dependsOn: [price] }
            states:
            {{string.Join('\n', states.Split('\n').Select(line => $"  {line}"))}}
              gone: { end: }
            """;
        using var folder = new FlowsFolder(
            ("messages.en.yaml", File.ReadAllText(Path.Combine(Repository.Flows, "messages.en.yaml"))), ("menu/flow.yaml", flow), ("menu/messages.en.yaml", Words));
        var catalog = folder.Catalog(Operations);
        var issues = new List<Issue>();
        var promised = promises is null ? FlowPromises.None("menu") : PromiseFile.Read(catalog.Flows.Entry, "promises.yaml", promises, issues);
        issues.Should().BeEmpty();
        var prover = new Prover(catalog.Flows, words?.Invoke(catalog.Vocabulary) ?? catalog.Vocabulary,
            new Dictionary<string, FlowPromises> { ["menu"] = promised }, faultOf ?? (_ => null));
        return (prover.Prove(null, bounds ?? new(), null, default).Single(), catalog.Flows);
    }

    /// <summary>What a conversation is, word by word: what is said, what is tapped in brackets, how calls came out behind an equals sign.</summary>
    public static string Told(ImmutableArray<Move> conversation) => string.Join(' ', conversation.Select(move => move switch
    {
        SayMove say => say.Text,
        TapMove tap => $"[{tap.Value}]",
        ReturnMove returned => $"={returned.Outcome}",
        SilenceMove => "...",
        _ => move.GetType().Name,
    }));
}
