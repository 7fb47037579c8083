using System.Globalization;
using Bot.Host.Desk.Pages;

namespace Bot.Host.Desk.Figures;

/// <summary>Which figures a request asks for: <c>?days=30&amp;version=..&amp;language=hi</c>.</summary>
/// <param name="Version">The flow's content hash; empty for all.</param>
/// <param name="Language">Empty for all.</param>
internal sealed record AskedFigures(string Flow, DateOnly Since, DateOnly Today, string Version, string Language)
{
    private const int MostDays = 3_650;
    private const int UsualDays = 30;

    /// <summary>Null, and answered, where the days are no number of days.</summary>
    public static async Task<AskedFigures?> OfAsync(HttpContext context, TimeProvider clock)
    {
        var (query, asked) = (context.Request.Query, context.Request.Query["days"].ToString());
        if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && asked.Length == 0) days = UsualDays;
        if (days is < 1 or > MostDays)
        {
            await DeskAnswer.InvalidAsync(context, $"days must be a whole number from 1 to {MostDays}.");
            return null;
        }

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return new((string)context.Request.RouteValues["flow"]!, today.AddDays(1 - days), today, query["version"].ToString(), query["language"].ToString());
    }

    public bool Takes(DateOnly day, string version, string language) =>
        day >= Since && (Version.Length == 0 || version == Version) && (Language.Length == 0 || language == Language);
}
