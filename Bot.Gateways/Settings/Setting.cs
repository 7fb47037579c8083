namespace Bot.Gateways.Settings;

/// <summary>One setting: the name that people write in the environment or in <c>.env</c>, and its place in the configuration.</summary>
/// <param name="Name">As in env.example: <c>WHATSAPP_API_URL</c>.</param>
/// <param name="Key">The property of the options it fills, within their section: <c>ApiUrl</c>.</param>
/// <param name="Form">What its value must look like.</param>
public sealed record Setting(string Name, string Key, SettingForm Form)
{
    /// <summary>No log line may show its value. Default: false.</summary>
    public bool IsSecret { get; init; }

    /// <summary>When a start without it is refused. Default: never.</summary>
    public SettingNeed Need { get; init; }

    /// <summary>Name of the gateway that needs it; while that one is left out, nothing does. Empty (the default): the gateway it belongs to.</summary>
    public string NeededBy { get; init; } = "";

    public static Setting Text(string name, string key) => new(name, key, SettingForm.Text);

    public static Setting Secret(string name, string key) => new(name, key, SettingForm.Text) { IsSecret = true };

    /// <param name="example">Shown to those who write something else: the default where there is one.</param>
    public static Setting Link(string name, string key, string example = "https://api.example.com/v1") => new(name, key, SettingForm.Link(example));

    public static Setting Digits(string name, string key, string example) => new(name, key, SettingForm.Digits(example));

    public static Setting Flag(string name, string key) => new(name, key, SettingForm.Flag);

    public static Setting List(string name, string key) => new(name, key, SettingForm.List);

    public static Setting Whole(string name, string key, int least, int most, int example) => new(name, key, SettingForm.Whole(least, most, example));

    /// <summary>A whole number of a unit of time, read into a <see cref="TimeSpan"/>.</summary>
    public static Setting Duration(string name, string key, TimeSpan unit, int least, int most, int example) =>
        new(name, key, SettingForm.Duration(unit, least, most, example));

    public static Setting OneOf<TEnum>(string name, string key, TEnum example)
        where TEnum : struct, Enum => new(name, key, SettingForm.OneOf(example));

    /// <summary>Proves us to the partner: the partner is live as soon as one of its credentials is given, and then all of them must be.</summary>
    public Setting Credential() => this with { Need = SettingNeed.Credential };

    /// <summary>Outside of Development a live gateway must have it.</summary>
    /// <param name="by">See <see cref="NeededBy"/>.</param>
    public Setting NeededLive(string by = "") => this with { Need = SettingNeed.Live, NeededBy = by };
}

/// <summary>When a start without a setting is refused.</summary>
public enum SettingNeed
{
    /// <summary>Never: it has a default, or does without.</summary>
    Never,

    /// <summary>When the gateway is live.</summary>
    Credential,

    /// <summary>When the gateway is live and the environment is not Development.</summary>
    Live,
}
