using Bot.Engine.Loading.Yaml;

namespace Bot.Templates.Loading;

/// <summary>What is proposed for a name that is not known.</summary>
internal static class Known
{
    /// <summary>The nearest of the known names; all of them where none is near.</summary>
    public static string Instead(string written, IEnumerable<string> known)
    {
        var names = known.ToList();
        return Nearest.To(written, names) ?? "one of " + string.Join(", ", names);
    }
}
