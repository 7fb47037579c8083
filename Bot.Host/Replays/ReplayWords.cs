using Bot.Engine.Loading.Yaml;
using Bot.Sandbox;

namespace Bot.Host.Replays;

/// <summary>The words that lines of a replay begin with and what each takes: said of a line that is none.</summary>
internal static class ReplayWords
{
    /// <summary>What may be asserted, each with its form. The others name them: these are there first.</summary>
    private static readonly OrderedDictionary<string, string> Assertions = new(StringComparer.Ordinal)
    {
        ["state"] = "@ state flow/state",
        ["ended"] = "@ ended",
        ["slot"] = "@ slot and a name, and its value or unset",
        ["issued"] = "@ issued MH12AB1234 1",
        ["leads"] = "@ leads 1",
        ["http"] = "@ http POST /bookings 2",
        ["kept"] = "@ kept bookings 1, or @ kept bookings, a slot and its value",
        ["alarm"] = "@ alarm sending.meta, or @ alarm none",
        ["letters"] = "@ letters 1",
        ["outbox"] = "@ outbox empty",
        ["sound"] = "@ sound",
    };

    private static readonly Dictionary<string, string> Forms = new(StringComparer.Ordinal)
    {
        ["given"] = "given agent 9876500001 \"Asha Rao\" wallet 5000 tags 3, given http .. answers .., given call .. or given no sms left today",
        ["channel"] = $"channel and one of {string.Join(", ", SandboxWorld.Channels)}",
        ["as"] = "as and a number of 10 digits or more, a user id such as IN.1100000000000001, or both",
        ["language"] = "language hi",
        ["photo"] = $"photo, or photo and one of {string.Join(", ", ReplayFiles.Names)}",
        ["photos"] = "photos 3",
        ["file"] = $"file, or file and one of {string.Join(", ", ReplayFiles.Names)}",
        ["sticker"] = "sticker",
        ["voice"] = "voice",
        ["event"] = $"event and one of {string.Join(", ", Events)}",
        ["crash"] = "crash",
        ["advance"] = "advance 10m (s, m, h or d)",
        ["at"] = "at 2026-11-28 10:00",
        ["dup"] = "dup",
        ["reorder"] = "reorder",
        ["sandbox"] = $"sandbox, one of {string.Join(", ", SandboxWorld.Partners)}, and what is to go wrong",
        ["in"] = ReplayScript.EveryLanguage,
        ["@"] = $"@ and one of {string.Join(", ", Assertions.Keys)}",
        ["given agent"] = "given agent 9876500001 \"Asha Rao\" wallet 5000 tags 3",
        ["given call"] = "given call leads.create created {\"applicationId\":\"A1\"}",
        ["{"] = $"{{..}} with one of {string.Join(", ", CarriedParts.Kinds)}",
    };

    /// <summary>What may happen besides messages.</summary>
    public static IReadOnlyList<string> Events =>
    [
        "edit", "delete", "pin", "location", "contact", "own-contact", "not-requested", "opted-out", "opted-in", "owner", "new-id", "new-number", "failed",
        "delivered", "restricted", "account", "flagged", "unflagged", "paused", "approved",
    ];

    /// <summary>What to write in the place of a line that is none.</summary>
    public static string Instead(string line)
    {
        if (char.IsWhiteSpace(line[0])) return "begin in the first column";

        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var second = words.ElementAtOrDefault(1) ?? "";
        if (words[0] == "given" && second == "http") return HttpWords.Instead(words[2..]);
        if (words[0] == "@" && Assertions.TryGetValue(second, out var asserted)) return $"write {asserted}";
        if (Forms.TryGetValue($"{words[0]} {second}", out var whole)) return $"write {whole}";
        if (words[0][0] == '{') return Nearest.To(words[0][1..], CarriedParts.Kinds) is { } part && part != words[0][1..] ? $"did you mean '{part}'?" : $"write {Forms["{"]}";
        if (words[0][0] == '[') return "close each label: [A] [B]";
        if (Forms.TryGetValue(words[0], out var form))
        {
            return Nearest.To(second, InsideOf(words[0])) is { } inside && inside != second ? $"did you mean '{inside}'?" : $"write {form}";
        }

        if (words[0][0] is '>' or '<') return $"write a blank behind {words[0][0]}";
        var first = Forms.Keys.Where(key => key != "{" && !key.Contains(' ', StringComparison.Ordinal)).ToList();
        return Nearest.Instead(words[0], first, $"one of > < [..] {{..}} {string.Join(' ', first)}");
    }

    private static IReadOnlyList<string> InsideOf(string word) => word switch
    {
        "event" => Events,
        "@" => [.. Assertions.Keys],
        "photo" or "file" => ReplayFiles.Names,
        "channel" => [.. SandboxWorld.Channels],
        "sandbox" => [.. SandboxWorld.Partners],
        "given" => ["agent", "http", "call"],
        _ => [],
    };
}
