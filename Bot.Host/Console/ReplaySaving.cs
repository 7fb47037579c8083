using System.Globalization;
using Bot.Engine.Conversations;
using Bot.Engine.Loading;
using Bot.Host.Replays;
using Bot.Host.Wiring;

namespace Bot.Host.Console;

/// <summary>
/// Makes a <c>.replay</c> file of a conversation and plays it. Where another world answers with another value (a balance, a number of seconds), a star takes
/// its place. Where the conversation goes another way when it is played, the file ends before that and says so: what is saved passes.
/// </summary>
internal static class ReplaySaving
{
    /// <summary>Each round mends one line, or leaves lines out, and plays again from the start.</summary>
    private const int MostRounds = 40;

    public static async Task<SavedReplay> SaveAsync(ConsolePhone phone, IReadOnlyList<ScriptLine> script, DateTimeOffset at, string flows)
    {
        var lines = script.ToList();
        var name = string.Create(CultureInfo.InvariantCulture, $"{phone.Channel}-{at.UtcDateTime:yyyyMMdd-HHmmss}.replay");
        string? why = null;
        for (var round = 0; round < MostRounds; round++)
        {
            var (read, issues) = ReplayScript.Read(name, Text(lines));
            if (issues.Count > 0) return new(name, Text(lines), false, string.Join('\n', issues));

            try
            {
                if (await ReplayPlayer.PlayAsync(read, flows, new Observers([])) is not { } failure) return new(name, Text(lines), true, why ?? "");
                if (Mend(lines, failure)) continue;

                why ??= failure.ToString();
                if (!Shorten(lines, failure)) break;
            }
            catch (FlowsException changed)
            {
                why = changed.Message;
                break;
            }
        }
        return new(name, Text(lines), false, why ?? "");
    }

    private static string Text(IEnumerable<ScriptLine> lines) => $"# Saved from the console\n{string.Join('\n', lines.Select(line => line.Text))}\n";

    /// <summary>Leaves out what comes out otherwise: from the line that fails to the end, and faults and answers that nothing asks for.</summary>
    private static bool Shorten(List<ScriptLine> lines, ReplayFailure failure)
    {
        const string End = "# From here on it came out otherwise when it was played.";
        var index = failure.Line is { } line ? line.Number - 2 : lines.Count;
        if (index > lines.Count || lines.Count == 0) return false;

        lines.RemoveRange(index, lines.Count - index);
        if (failure.Line is null) lines.RemoveAll(left => left.Text.StartsWith("sandbox ", StringComparison.Ordinal) || left.Text.StartsWith("given http ", StringComparison.Ordinal));
        lines.RemoveAll(left => left.Text == End || left.Text == "< ...");
        lines.AddRange([new(End), new("< ...")]);
        return lines.Exists(left => left.Text.StartsWith("> ", StringComparison.Ordinal));
    }

    private static bool Mend(List<ScriptLine> lines, ReplayFailure failure)
    {
        // Of what a message carries in another world its kind is the same.
        if (failure.Line is { Act: ReplayAct.Carries carries } line)
        {
            var kinds = CarriedParts.Line(carries.Globs.Select(part => $"{part.Split(' ')[0]} *"));
            if (kinds == lines[line.Number - 2].Text) return false;
            lines[line.Number - 2] = lines[line.Number - 2] with { Text = kinds };
            return true;
        }

        // The first line of the file is its title.
        if (failure.Line is not { Act: ReplayAct.Expect expect } failed) return false;

        var index = failed.Number - 2;
        if (failure.Came is { } came)
        {
            var pattern = $"< {ReplyPattern.Of(expect.Glob, came).Replace("\n", "\\n", StringComparison.Ordinal)}";
            if (pattern == lines[index].Text) return false;
            lines[index] = lines[index] with { Text = pattern };
            return true;
        }

        // It came by itself after a while: a retry, or a recovered call.
        if (lines[index].Lag < TimeSpan.FromSeconds(1) || (index > 0 && lines[index - 1].Text.StartsWith("advance ", StringComparison.Ordinal))) return false;
        lines.Insert(index, new(string.Create(CultureInfo.InvariantCulture, $"advance {(int)lines[index].Lag.TotalSeconds + 1}s")));
        return true;
    }
}

/// <param name="Passes">It was played and came out as written.</param>
/// <param name="Why">What came out otherwise; empty when nothing did.</param>
internal sealed record SavedReplay(string File, string Text, bool Passes, string Why);

/// <summary>The narrowest pattern that two replies share: line by line what they have in common at both ends, a star between.</summary>
internal static class ReplyPattern
{
    public static string Of(string one, string other)
    {
        var (first, second) = (one.Split('\n'), other.Split('\n'));
        return first.Length == second.Length ? string.Join('\n', first.Zip(second, Line)) : Line(one, other);
    }

    private static string Line(string one, string other)
    {
        if (one == other) return one;

        var start = 0;
        while (start < one.Length && start < other.Length && one[start] == other[start]) start++;
        var end = 0;
        while (end < one.Length - start && end < other.Length - start && one[^(end + 1)] == other[^(end + 1)]) end++;

        // Whole words: half a number that happens to agree would agree by chance.
        while (start > 0 && IsWord(one[start - 1])) start--;
        while (end > 0 && IsWord(one[^end])) end--;
        return $"{one[..start]}*{one[(one.Length - end)..]}";
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || letter is ',' or '.';
}
