using System.Diagnostics;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Sandbox.State;

namespace Bot.Host.Replays;

/// <summary>What a line with <c>@</c> says of the conversation, the partners and the store.</summary>
internal static class ReplayAssertions
{
    /// <summary>Whether the words have the form of one.</summary>
    public static bool Has(string[] words) => words switch
    {
        ["ended"] or ["sound"] or ["outbox", "empty"] or ["state" or "alarm", _] or ["slot", _, _, ..] or ["kept", _, _, _, ..] => true,
        ["leads" or "letters", _] or ["issued" or "kept", _, _] or ["http", _, _, _] => IsCount(words[^1]),
        _ => false,
    };

    /// <param name="words">Of the form of one, <c>sound</c> apart, which the player tells.</param>
    /// <exception cref="ReplayException">It is otherwise.</exception>
    public static async Task CheckAsync(ReplayStage stage, VirtualClock clock, string channel, string phone, string[] words)
    {
        var top = (await stage.SessionAsync(channel, phone))?.Top;
        var found = words switch
        {
            ["state", var expected] => (expected, top is null ? "nothing is going on" : $"{top.Flow}/{top.State}"),
            ["ended"] => ("nothing is going on", top is null ? "nothing is going on" : $"{top.Flow}/{top.State}"),
            ["slot", var slot, "unset"] => ("unset", top?.Slots.Find(slot)?.Text ?? "unset"),
            ["slot", var slot, .. var value] => (string.Join(' ', value), top?.Slots.Find(slot)?.Text ?? "unset"),
            ["issued", var vehicle, var count] => (count, Count(stage.World.Ledger.TagsOn(vehicle))),
            ["leads", var count] => (count, Count(stage.World.Ledger.Leads)),
            ["http", var method, var path, var count] => (count, Count(stage.World.Asked.Count(asked => asked.Method == method && asked.Path == path))),
            ["kept", var table, var count] => (count, Count(await KeptAsync(stage, table))),
            ["kept", var table, var slot, .. var value] => (string.Join(' ', value), await NewestAsync(stage, table, slot)),
            ["alarm", var name] => (name, stage.Bot.Alarms.Open is { Count: > 0 } open ? string.Join(' ', open.Select(alarm => alarm.Name)) : "none"),
            ["letters", var count] => (count, Count((await stage.Bot.Store.HealthAsync(clock.GetUtcNow(), CancellationToken.None)).DeadLetters)),
            ["outbox", "empty"] => ("0", Count((await stage.Bot.Store.HealthAsync(clock.GetUtcNow(), CancellationToken.None)).PendingOutbox)),
            _ => throw new UnreachableException($"'@ {string.Join(' ', words)}' was read as an assertion."),
        };
        if (found.Item1 != found.Item2) throw new ReplayException($"expected {string.Join(' ', words[..1])}: {found.Item1}\n  it is: {found.Item2}");
    }

    private static async Task<int> KeptAsync(ReplayStage stage, string table) => (await RowsAsync(stage, table)).Count;

    private static async Task<string> NewestAsync(ReplayStage stage, string table, string slot) =>
        (await RowsAsync(stage, table)).Select(KeptResult.Read).MaxBy(row => row.At)?.Slots[slot]?.ToString() ?? "unset";

    private static Task<IReadOnlyList<StoredRecord>> RowsAsync(ReplayStage stage, string table) =>
        stage.Bot.Store.LookUpAsync(KeptResult.Kind, KeptResult.TableLookup, table, 1000, CancellationToken.None);

    private static bool IsCount(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a message offers to tap on, by its titles or by its whole texts.</summary>
    public static void CheckOffered(SandboxSent? reply, List<string> labels)
    {
        var offered = reply?.Taps.Select(tap => tap.Title).ToList() ?? [];
        var whole = reply?.Taps.Select(tap => tap.Description.Length > 0 ? tap.Description : tap.Title).ToList() ?? [];
        if (!offered.SequenceEqual(labels) && !whole.SequenceEqual(labels)) throw new ReplayException($"expected to be offered: {string.Join(" | ", labels)}\n  was offered:            {string.Join(" | ", offered)}");
    }
}
