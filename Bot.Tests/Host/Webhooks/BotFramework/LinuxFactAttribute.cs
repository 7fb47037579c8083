namespace Bot.Tests.Host.Webhooks.BotFramework;

/// <summary>A test that looks at a process as Linux shows it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "What a process has loaded is read from /proc.";
    }
}
