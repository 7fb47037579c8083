using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Costs;

/// <summary><c>/costs</c>: what the messages of a month cost, by number, flow and category.</summary>
internal static class CostRoutes
{
    private const string Example = """{"month":"2026-11","items":[{"channel":"meta","number":"1055000000","charged":1204,"free":96,"budget":50000,"lines":[{"flow":"fastag-assign","category":"service","type":"regular","charged":true,"messages":1204},{"flow":"otp","category":"authentication","type":"regular","charged":false,"messages":96}]}]}""";

    public static IServiceCollection AddCosts(this IServiceCollection services) => services.AddSingleton<CostEndpoints>();

    public static void MapCosts(this IEndpointRouteBuilder routes)
    {
        var costs = routes.ServiceProvider.GetRequiredService<CostEndpoints>();
        var area = new ResourceArea(routes, "/costs", "Costs");
        area.Map("GET", "", costs.GetAsync, new("costs_get", "Costs", Example));
        area.Close();
    }
}
