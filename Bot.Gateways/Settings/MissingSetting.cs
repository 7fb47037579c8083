namespace Bot.Gateways.Settings;

/// <summary>How a check of options says that a setting is not given, so that all missing names can be listed together.</summary>
public static class MissingSetting
{
    private const string End = " is missing";

    public static string Of(string name) => name + End;

    /// <returns>The setting's name; null when the sentence says something else.</returns>
    public static string? NameIn(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return sentence.EndsWith(End, StringComparison.Ordinal) ? sentence[..^End.Length] : null;
    }
}
