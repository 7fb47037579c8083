using Bot.Host.Api.Resources;
using Bot.Host.Figures;

namespace Bot.Host.Api.Statistics;

/// <summary><c>/statistics</c>: how often what happened in a flow, by day, version, state, trigger and language.</summary>
internal static class StatisticsRoutes
{
    private const string Example = """{"flow":"loan-lead","turns":1204,"items":[{"flow_version":"3f2c1d0e9b8a7c6d","state":"amount","trigger":"answer","language":"en","day":"2026-11-29","turns":96}]}""";

    public static IServiceCollection AddStatistics(this IServiceCollection services) =>
        services.AddFlowFigures().AddSingleton<StatisticsEndpoints>().AddHostedService<TurnCountWorker>();

    public static void MapStatistics(this IEndpointRouteBuilder routes)
    {
        var statistics = routes.ServiceProvider.GetRequiredService<StatisticsEndpoints>();
        var area = new ResourceArea(routes, "/statistics", "Statistics");
        area.Map("GET", "/flows/{flow}", statistics.OfFlowAsync, new("statistics_flow", "Statistics", Example));
        area.Close();
    }
}
