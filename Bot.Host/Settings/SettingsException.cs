namespace Bot.Host.Settings;

/// <summary>The settings cannot be used. The message lists every fault and every missing name; it holds no secret.</summary>
internal sealed class SettingsException : Exception
{
    public SettingsException(IReadOnlyList<string> faults, IReadOnlyList<string> missing, string environment)
        : base(Tell(faults, missing, environment))
    {
        Faults = faults;
        Missing = missing;
    }

    public IReadOnlyList<string> Faults { get; }

    public IReadOnlyList<string> Missing { get; }

    private static string Tell(IReadOnlyList<string> faults, IReadOnlyList<string> missing, string environment)
    {
        var lines = new List<string> { "Bot cannot start with these settings:" };
        lines.AddRange(faults.Select(fault => "  " + fault));
        if (missing.Count > 0)
        {
            lines.Add($"  missing in {environment}:");
            lines.AddRange(missing.Select(name => "    " + name));
            lines.Add("Set them in the environment or in a .env file (env.example says what each is).");
            lines.Add("A partner that is not used is left out with PARTNERS_OFF, e.g. PARTNERS_OFF=interakt,sms.");
            lines.Add("To try Bot with every partner sandboxed, set ASPNETCORE_ENVIRONMENT=Development.");
        }

        return string.Join(Environment.NewLine, lines);
    }
}
