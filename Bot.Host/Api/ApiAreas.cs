using Bot.Host.Access;
using Bot.Host.Api.Agents;
using Bot.Host.Api.Consents;
using Bot.Host.Api.Conversations;
using Bot.Host.Api.Costs;
using Bot.Host.Api.Docs;
using Bot.Host.Api.Fastags;
using Bot.Host.Api.FlowVersions;
using Bot.Host.Api.Health;
using Bot.Host.Api.Homi;
using Bot.Host.Api.Keys;
using Bot.Host.Api.Letters;
using Bot.Host.Api.Metrics;
using Bot.Host.Api.Persons;
using Bot.Host.Api.Resources;
using Bot.Host.Api.Results;
using Bot.Host.Api.Retention;
using Bot.Host.Api.Sessions;
using Bot.Host.Api.Statistics;
using Bot.Host.Api.Vehicles;
using Bot.Host.Api.Workflow;
using Bot.Host.Http;
using Bot.Host.Keys;
using Bot.Host.Observability;

namespace Bot.Host.Api;

/// <summary>The areas of the HTTP API, one line each: a new one is its folder and a line here.</summary>
internal static class ApiAreas
{
    public static readonly IReadOnlyList<ApiArea> All =
    [
        new(HealthRoutes.AddHealth, HealthRoutes.MapHealth),
        new(services => services, MetricsRoute.MapMetrics),
        new(HomiServices.AddHomi, HomiRoutes.MapHomi),
        new(WorkflowServices.AddWorkflow, WorkflowRoutes.MapWorkflow),
        new(AgentRoutes.AddAgents, AgentRoutes.MapAgents),
        new(SessionRoutes.AddSessions, SessionRoutes.MapSessions),
        new(VehicleRoutes.AddVehicles, VehicleRoutes.MapVehicles),
        new(FastagRoutes.AddFastags, FastagRoutes.MapFastags),
        new(CostRoutes.AddCosts, CostRoutes.MapCosts),
        new(StatisticsRoutes.AddStatistics, StatisticsRoutes.MapStatistics),
        new(ConsentRoutes.AddConsentViews, ConsentRoutes.MapConsents),
        new(ResultRoutes.AddResults, ResultRoutes.MapResults),
        new(LetterRoutes.AddLetters, LetterRoutes.MapLetters),
        new(services => services.AddApiKeyBook().AddKeys(), KeyRoutes.MapKeys),
        new(PersonRoutes.AddPersonArea, PersonRoutes.MapPersons),
        new(RetentionRoutes.AddRetention, RetentionRoutes.MapRetention),
        new(FlowVersionRoutes.AddFlowVersions, FlowVersionRoutes.MapFlowVersions),
        new(StartRoutes.AddStarts, StartRoutes.MapStarts),
        new(OpenApiSetup.AddDocs, DocsRoutes.MapDocs),
    ];

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddApiPipeline();
        foreach (var area in All) area.Add(services);
        return services;
    }

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        foreach (var area in All) area.Map(routes);
    }

    /// <summary>What stands before every area: access, rate limits, and the records that several areas share.</summary>
    public static IServiceCollection AddApiPipeline(this IServiceCollection services) =>
        services.AddBodies().AddAccess().AddRateLimiter(_ => { }).AddResources();

    /// <summary>
    /// In this order: the request's span sees every answer, failures are said in the endpoint's envelope, the caller is known before it is limited, and no body
    /// is read before both.
    /// </summary>
    public static IApplicationBuilder UseApiPipeline(this IApplicationBuilder app) =>
        app.WithoutAuthentication().UseMiddleware<RequestSpans>().UseAnswerHeaders().UseMiddleware<FailureHandler>().UseMiddleware<CallerMiddleware>()
            .UseAuthorization().UseRateLimiter();
}

/// <param name="Add">Its services.</param>
/// <param name="Map">Its routes.</param>
internal sealed record ApiArea(Func<IServiceCollection, IServiceCollection> Add, Action<IEndpointRouteBuilder> Map);
