using System.Globalization;
using Bot.Bench.Load;

namespace Bot.Bench.Figures;

/// <summary>How figures are written.</summary>
internal static class FigureFormat
{
    public static string Rate(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond:#,0}/s");

    public static string Milliseconds(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms");

    public static string Ratio(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}");

    public static string Whole(LoadResult result) => $"{Rate(result.PerSecond)}, p50 {Milliseconds(result.P50)}, p99 {Milliseconds(result.P99)}, {result.Errors} errors";
}
