namespace Bot.Gateways.Channels.Gupshup;

/// <summary>One app of this installation at Gupshup: its name, its number and its key.</summary>
internal sealed record GupshupApp(string Name, string Source, string Key)
{
    /// <summary>The channel of the app of <c>GUPSHUP_APP_NAME</c>.</summary>
    public const string First = GupshupChannel.ChannelName;

    /// <summary>The channel of a further app.</summary>
    public string Channel => $"{First}-{Name.ToLowerInvariant()}";

    /// <summary>Reads <c>name:number:key</c>; null for anything else.</summary>
    public static GupshupApp? Read(string text) =>
        text.Split(':', 3, StringSplitOptions.TrimEntries) is [{ Length: > 0 } name, var source, { Length: > 0 } key] && ChannelAddress.Phone(source).Length > 0
            ? new(name, source, key)
            : null;

    /// <summary>The channel of what was sent to an app, also where it names none; null for an app that is not ours.</summary>
    /// <remarks>Statuses of a template name the app that sent it, which a setting may name apart.</remarks>
    public static string? WrittenTo(GupshupOptions options, string app)
    {
        if (app.Length == 0 || options.AppName.Length == 0 || options.TakesAnyApp) return First;

        string[] first = [options.AppName, options.OtpSourceName, options.LeadCreationSourceName, options.LeadStatusSourceName];
        if (first.Contains(app, StringComparer.OrdinalIgnoreCase)) return First;
        return More(options).FirstOrDefault(more => string.Equals(more.Name, app, StringComparison.OrdinalIgnoreCase))?.Channel;
    }

    /// <summary>The same by what Meta's envelope (v3) says: the app's id where it is set, else the number.</summary>
    /// <param name="number">As the envelope shows it; empty where it does not.</param>
    public static string? WrittenTo(GupshupOptions options, string appId, string number)
    {
        if (options.TakesAnyApp) return First;

        var digits = ChannelAddress.Phone(number);
        if (More(options).FirstOrDefault(more => ChannelAddress.Phone(more.Source) == digits) is { } further) return further.Channel;
        if (options.AppId.Length > 0 && appId.Length > 0) return options.AppId == appId ? First : null;
        return digits.Length == 0 || options.Source.Length == 0 || digits == ChannelAddress.Phone(options.Source) ? First : null;
    }

    /// <summary>The further apps.</summary>
    public static IEnumerable<GupshupApp> More(GupshupOptions options) => options.MoreApps.Select(Read).OfType<GupshupApp>();
}
