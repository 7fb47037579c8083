using Bot.Engine.Flows;

namespace Bot.Engine.Loading;

/// <summary>Finds the slips that other findings follow from: the files are read again with each proposed word in its place, and what is not found any more
/// followed from the slip. One cause is one finding.</summary>
internal static class SlipCauses
{
    /// <summary>So many words are tried; each costs a reading of all files.</summary>
    private const int MostTried = 8;

    /// <summary>What is left to be told, and how many findings are held back. A warning that errors follow from is told as an error.</summary>
    /// <param name="folder">The folder of all flows.</param>
    public static (IReadOnlyList<Issue> Left, int HeldBack) Part(IReadOnlyList<Issue> issues, string folder, IFlowRereader reader)
    {
        if (issues.Count < 2 || issues.All(issue => issue.Warning)) return (issues, 0);

        try
        {
            using var copy = new CorrectedCopy(folder, reader);
            return Part(issues, copy);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // Without a place for a copy everything is told.
            return (issues, 0);
        }
    }

    private static (IReadOnlyList<Issue> Left, int HeldBack) Part(IReadOnlyList<Issue> issues, CorrectedCopy copy)
    {
        var slips = issues.Select(issue => (Issue: issue, Word: copy.CorrectionOf(issue))).Where(slip => slip.Word is not null)
            .DistinctBy(slip => slip.Word).Take(MostTried).ToList();
        var causes = slips.Select(slip => (Cause: slip.Issue, Follows: FollowingFrom(slip.Issue, slip.Word!, issues, copy)))
            .Where(cause => cause.Follows.Count > 0).OrderByDescending(cause => cause.Follows.Count).ToList();
        var (told, held) = (new HashSet<Issue>(), new HashSet<Issue>());
        foreach (var (cause, follows) in causes.Where(cause => !held.Contains(cause.Cause)))
        {
            held.UnionWith(follows.Except(told));
            told.Add(cause);
        }

        // Each finding that is held back has its cause among those that are told: no error is left behind a warning.
        var grave = causes.Where(cause => told.Contains(cause.Cause) && cause.Follows.Exists(issue => !issue.Warning)).Select(cause => cause.Cause).ToHashSet();
        var left = issues.Where(issue => !held.Contains(issue)).Select(issue => grave.Contains(issue) ? issue with { Warning = false } : issue).ToList();
        return (left, issues.Count - left.Count);
    }

    /// <summary>What is not found any more with the word corrected; nothing where the word was not the one that is meant.</summary>
    private static List<Issue> FollowingFrom(Issue cause, Correction word, IReadOnlyList<Issue> issues, CorrectedCopy copy)
    {
        var found = copy.FoundWith(word);
        if (found.Contains(copy.PlaceOf(cause))) return [];

        var gone = issues.Where(issue => issue != cause && copy.WasFound(issue) && !found.Contains(copy.PlaceOf(issue))).ToList();
        // A warning that comes with the right word was held back before.
        return found.Count(place => !place.IsWarning && !copy.WasFound(place)) > gone.Count ? [] : gone;
    }
}
