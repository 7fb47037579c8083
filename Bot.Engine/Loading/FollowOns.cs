using Bot.Engine.Flows;

namespace Bot.Engine.Loading;

/// <summary>Findings that follow from a file, or from a section of one, which cannot be read at all: they are gone when it is mended, and would hide where to
/// begin.</summary>
internal static class FollowOns
{
    /// <summary>How findings begin that are about a whole file.</summary>
    private static readonly string[] Whole = ["this is no YAML", "the line is indented with a tab", "the file is empty", "a flow is a map", "the file is not a map of keys"];

    /// <summary>How findings end of a menu that is to be made of the flows and could not be.</summary>
    private static readonly string[] UnwrittenMenu = [MenuListing.NothingToOffer, MenuListing.NothingToRun];

    /// <summary>Of a file that nothing reads, because of its name.</summary>
    private const string CallIt = "call it ";

    /// <summary>How findings begin that a flow has where its slots are not known.</summary>
    private static readonly string[] OfSlots = ["there is no slot '", "nothing says how the answer to '", "slot '"];

    /// <summary>What is left to be told, and how many findings are held back.</summary>
    public static (IReadOnlyList<Issue> Left, int HeldBack) Part(IReadOnlyList<Issue> issues)
    {
        var broken = issues.Where(issue => !issue.Warning && Whole.Any(start => issue.Problem.StartsWith(start, StringComparison.Ordinal)))
            .Select(FileOf).Distinct().ToList();
        var sections = issues.Where(issue => !issue.Warning).Select(SectionOf).OfType<Func<Issue, bool>>().ToList();
        if (broken.Count == 0 && sections.Count == 0) return (issues, 0);

        var left = issues.Where(issue => !broken.Exists(file => FollowsFrom(issue, file)) && !sections.Exists(follows => follows(issue))).ToList();
        return (left, issues.Count - left.Count);
    }

    /// <summary>A slot is named that is not declared.</summary>
    internal static bool IsOfNoSlot(Issue issue) => !issue.Warning && OfSlots.Any(start => issue.Problem.StartsWith(start, StringComparison.Ordinal));

    /// <summary>It asks for something that stands in the file, or for what the file would be: a flow, a language, operations.</summary>
    private static bool FollowsFrom(Issue issue, string file)
    {
        if (FileOf(issue) == file) return false;
        if (issue.Instead.Contains(file, StringComparison.Ordinal)) return true;

        return Path.GetFileName(file) switch
        {
            FlowFileNames.Flow => IsOfFlow(issue, FolderOf(file)),
            FlowFileNames.Operations => issue.Problem.StartsWith("there is no operation '", StringComparison.Ordinal),
            var name when name.StartsWith(FlowFileNames.MessagesPrefix, StringComparison.Ordinal) => IsOfLanguage(issue, FlowFileNames.LanguageOf(name)),
            _ => false,
        };
    }

    /// <summary>The flow is missed: by another that runs it, by a menu, as the one that answers strangers, or as the only one there is.</summary>
    private static bool IsOfFlow(Issue issue, string flow) =>
        issue.Problem.StartsWith($"there is no flow '{flow}'", StringComparison.Ordinal) || issue.Problem == FlowLoader.NoFlow
        || issue.Problem.EndsWith("' is called by no flow", StringComparison.Ordinal)
        || issue.Problem.EndsWith(MenuListing.NothingToOffer, StringComparison.Ordinal);

    /// <summary>The language is missed where it should be written, or its groups of words where others are held against them.</summary>
    private static bool IsOfLanguage(Issue issue, string language) =>
        issue.Problem.Contains($"'{language}'", StringComparison.Ordinal) && issue.Problem.Contains("no shared messages file", StringComparison.Ordinal);

    /// <summary>What follows from a section that is not there or has another shape; null where the finding is not about one.</summary>
    private static Func<Issue, bool>? SectionOf(Issue cause)
    {
        var file = FileOf(cause);
        var (name, flow) = (Path.GetFileName(file), FolderOf(file));
        if (MeantName(cause) is { } meant)
        {
            var place = $"{Path.GetDirectoryName(file)?.Replace('\\', '/')}/{meant}";
            return issue => issue.Instead.Contains(place, StringComparison.Ordinal) || (meant == FlowFileNames.Flow && IsOfFlow(issue, flow));
        }

        if (name == FlowFileNames.Flow)
        {
            // A menu that could not be written out cannot be judged.
            if (UnwrittenMenu.Any(end => cause.Problem.EndsWith(end, StringComparison.Ordinal)))
                return issue => issue != cause && IsBeside(issue, file);

            return cause.Problem switch
            {
                SlotReader.NoMap or FlowLoader.NoSlots => issue => IsBeside(issue, file) && IsOfSlots(issue, flow),
                FlowLoader.NoStates => issue => issue != cause && (IsBeside(issue, file) ? IsOfStates(issue, flow) : IsOfEnds(issue, flow)),
                _ => null,
            };
        }

        return name.StartsWith(FlowFileNames.MessagesPrefix, StringComparison.Ordinal) && IsSectionOfMessages(cause)
            ? issue => issue != cause
                && (issue.Instead.Contains(file, StringComparison.Ordinal) || (IsShared(file) && IsMissing(issue, FlowFileNames.LanguageOf(name))))
            : null;
    }

    /// <summary>The name that a file of another name was meant to have; null where none is meant.</summary>
    private static string? MeantName(Issue issue) =>
        issue.Instead.StartsWith(CallIt, StringComparison.Ordinal) && issue.Instead.EndsWith(".yaml", StringComparison.Ordinal)
            && !issue.Instead.Contains('<', StringComparison.Ordinal)
            ? issue.Instead[CallIt.Length..]
            : null;

    private static bool IsOfSlots(Issue issue, string flow) => IsOfNoSlot(issue)
        || issue.Problem.Contains("is neither a slot nor", StringComparison.Ordinal) || issue.Problem.Contains("is used by nothing", StringComparison.Ordinal)
        || issue.Problem.StartsWith($"{flow} has no '", StringComparison.Ordinal);

    /// <summary>Nothing uses what the states would, and nothing is there that ways lead to.</summary>
    private static bool IsOfStates(Issue issue, string flow) => IsWarningOf(issue) || issue.Problem.StartsWith("there is no state '", StringComparison.Ordinal)
        || issue.Problem.StartsWith($"flow '{flow}' starts in", StringComparison.Ordinal) || issue.Problem.StartsWith($"{flow} has no '", StringComparison.Ordinal)
        || issue.Problem.Contains("is neither a slot nor", StringComparison.Ordinal);

    /// <summary>What operations may reach is another matter.</summary>
    private static bool IsWarningOf(Issue issue) => issue.Warning && Path.GetFileName(issue.File) != FlowFileNames.Operations;

    private static bool IsOfEnds(Issue issue, string flow) =>
        issue.Problem.StartsWith($"{flow} never ends as '", StringComparison.Ordinal) || issue.Problem.StartsWith($"flow '{flow}' has no '", StringComparison.Ordinal);

    private static bool IsSectionOfMessages(Issue issue) =>
        issue.Problem is "'messages' is not a map" or "'options' is not a map" or "'fields' is not a map" or "'commands' is not a map" or "'words' is not a map";

    /// <summary>A text, a label, a name, a command or a group of words is missed in the language.</summary>
    private static bool IsMissing(Issue issue, string language) => issue.Problem.EndsWith($" in '{language}'", StringComparison.Ordinal);

    /// <summary>It is no flow's own: what every flow says may stand in it.</summary>
    private static bool IsShared(string file) => !File.Exists(Path.Combine(Path.GetDirectoryName(file) ?? "", FlowFileNames.Flow));

    private static bool IsBeside(Issue issue, string file) => Path.GetDirectoryName(FileOf(issue)) == Path.GetDirectoryName(file);

    private static string FileOf(Issue issue) => issue.File.Replace('\\', '/');

    private static string FolderOf(string file) => Path.GetFileName(Path.GetDirectoryName(file)) ?? "";
}
