using System.Globalization;

namespace Bot.Host.Desk.Figures;

/// <summary>Which figures a request asks for: <c>?days=30&amp;version=..&amp;language=hi</c>.</summary>
/// <param name="Version">The flow's content hash; empty for all.</param>
/// <param name="Language">Empty for all.</param>
internal sealed record AskedFigures(string Flow, DateOnly Since, DateOnly Today, string Version, string Language)
{
    private const int MostDays = 3_650;
    private const int UsualDays = 30;

    public static AskedFigures Of(HttpContext context, TimeProvider clock)
    {
        var query = context.Request.Query;
        var days = int.TryParse(query["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 1, MostDays) : UsualDays;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return new((string)context.Request.RouteValues["flow"]!, today.AddDays(1 - days), today, query["version"].ToString(), query["language"].ToString());
    }

    public bool Takes(DateOnly day, string version, string language) =>
        day >= Since && (Version.Length == 0 || version == Version) && (Language.Length == 0 || language == Language);
}
