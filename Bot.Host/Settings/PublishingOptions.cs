using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>Where the flows of the host come from, and how they are published.</summary>
internal sealed class PublishingOptions
{
    public const string Section = "Publishing";

    public static SettingTable Table { get; } = new(Section,
        Setting.OneOf("FLOWS_FROM", nameof(From), FlowSource.Files),
        Setting.Whole("PUBLISH_APPROVALS", nameof(Approvals), 1, 2, 1));

    /// <summary>Default: files.</summary>
    public FlowSource From { get; set; } = FlowSource.Files;

    /// <summary>How many people a publication takes. With 2, the one who made a plan cannot carry it out. Default: 1.</summary>
    public int Approvals { get; set; } = 1;

    public static PublishingOptions Of(IConfiguration configuration) => configuration.GetSection(Section).Get<PublishingOptions>() ?? new();
}

/// <summary>Where flows come from.</summary>
internal enum FlowSource
{
    /// <summary>The files beside the program; in Development edited ones take over.</summary>
    Files,

    /// <summary>Versions in the database, of which one is published.</summary>
    Database,
}
