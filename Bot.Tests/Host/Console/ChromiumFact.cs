namespace Bot.Tests.Host.Console;

/// <summary>
/// A test in a real browser. Without Chromium it is skipped with the reason; with CI=true a skip would be a failure, so there it runs and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public const string Chromium = "/usr/bin/chromium";

    public ChromiumFactAttribute()
    {
        if (!IsPossible) Skip = $"{Chromium} is not there: apt-get install chromium, or ./test.sh";
    }

    public static bool IsPossible => File.Exists(Chromium) || Environment.GetEnvironmentVariable("CI") == "true";
}
