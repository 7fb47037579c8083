namespace Bot.Gateways.Settings;

/// <summary>The settings of one module: their flat names, and the section of the configuration that its options are bound from.</summary>
/// <param name="Section"><c>Channels:Meta</c>; empty for the root.</param>
public sealed record SettingTable(string Section, params IReadOnlyList<Setting> Settings)
{
    /// <summary>Where a setting stands in the whole configuration.</summary>
    public string PathOf(Setting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return Section.Length == 0 ? setting.Key : $"{Section}:{setting.Key}";
    }
}
