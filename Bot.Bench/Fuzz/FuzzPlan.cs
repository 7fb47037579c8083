using System.Globalization;

namespace Bot.Bench.Fuzz;

/// <param name="Program">Bot.Host.dll.</param>
/// <param name="First">Index of the first payload.</param>
internal sealed record FuzzPlan(string Program, int Count, int Seed, int First = 0)
{
    /// <summary>Payloads under way at once.</summary>
    public int Connections { get; init; } = 32;
}

/// <summary>What came of one run.</summary>
/// <param name="Statuses">Answers by their status.</param>
/// <param name="Brought">Messages that were valid after all, by the channel's own reader.</param>
/// <param name="Conversations">Sessions in the database afterwards.</param>
/// <param name="Stored">Of the messages brought, how many it has.</param>
internal sealed record FuzzReport(string Target, int Payloads, IReadOnlyDictionary<int, int> Statuses, int Brought, int Conversations, int Stored,
    IReadOnlyList<string> Violations, TimeSpan Took)
{
    public override string ToString() => string.Join('\n',
        [
            string.Create(CultureInfo.InvariantCulture, $"{Target}: {Payloads} payloads in {Took.TotalSeconds:f0} s; answers {string.Join(", ", Statuses.Select(pair => $"{pair.Value} x {pair.Key}"))}; {Brought} valid messages brought, {Stored} stored in {Conversations} sessions; {Violations.Count} violations"),
            .. Violations.Take(50),
        ]);
}
