namespace Bot.Tests.Host.Console;

/// <summary>A theory in a real browser, skipped as <see cref="ChromiumFactAttribute"/> is.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute()
    {
        if (!ChromiumFactAttribute.IsPossible) Skip = $"{ChromiumFactAttribute.Chromium} is not there: apt-get install chromium, or ./test.sh";
    }
}
