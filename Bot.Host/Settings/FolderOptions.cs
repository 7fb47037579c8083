namespace Bot.Host.Settings;

/// <summary>The folders of a bot. No setting names them: they follow from where the process was started.</summary>
internal sealed class FolderOptions
{
    public const string Section = "Folders";

    /// <summary>Where the process was started; relative paths begin here.</summary>
    public string Working { get; set; } = "";

    /// <summary>Media, generated keys and, unless it is elsewhere, the database: <c>data</c> in the working folder.</summary>
    public string Data { get; set; } = "";

    /// <summary>The working folder's <c>flows</c> where there is one, else those published with the program.</summary>
    public string Flows { get; set; } = "";

    public string Media => Path.Combine(Data, "media");

    public static FolderOptions Of(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        return new() { Working = section[nameof(Working)] ?? "", Data = section[nameof(Data)] ?? "", Flows = section[nameof(Flows)] ?? "" };
    }

    /// <summary>The same settings with another folder of flows.</summary>
    public static IConfiguration With(IConfiguration configuration, string flows) =>
        new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection([new($"{Section}:{nameof(Flows)}", flows)]).Build();

    public static string FlowsIn(string working, string published)
    {
        var own = Path.Combine(working, "flows");
        return Directory.Exists(own) ? own : Path.Combine(published, "flows");
    }
}
