using System.Security.Claims;
using Bot.Host.Access;
using Bot.Host.Http;
using Microsoft.AspNetCore.Mvc;

namespace Bot.Host.Api.Workflow;

/// <summary>The steps of Interakt's workflow, one endpoint each. Keys need the scope <c>fastag</c>.</summary>
internal static class WorkflowRoutes
{
    private const string Scope = "fastag";

    public static void MapWorkflow(this IEndpointRouteBuilder routes)
    {
        var (service, audit) = (routes.ServiceProvider.GetRequiredService<WorkflowService>(), routes.ServiceProvider.GetRequiredService<ApiAudit>());
        var area = routes.MapGroup("").WithEnvelope(WorkflowFailures.Instance).WithBodyLimit(WorkflowBody.Limit);
        var steps = area.MapGroup("").RequireScope(Scope);

        foreach (var step in WorkflowSteps.All)
        {
            foreach (var path in step.Paths)
            {
                var route = steps.MapPost(path,
                    async ([FromHeader(Name = "Idempotency-Key")] string? key, WorkflowBody body, ClaimsPrincipal caller, CancellationToken cancel) =>
                    {
                        var answer = await service.RunAsync(step, body, new(caller.NameOf(), key?.Trim() ?? ""), cancel);
                        if (answer.IsTaken) audit.Told(caller, $"workflow{step.Path.Replace('/', '_')}", answer.Body.SessionId, body.Fields.Keys.Order());
                        return answer;
                    });
                if (path == step.Path) WorkflowDocs.Describe(route, step);
                else route.ExcludeFromDescription();
                area.Map(path, NotAllowedAsync).ExcludeFromDescription();
            }
        }

        foreach (var rest in new[] { "/fastags/assign/{**rest}", "/fastags/replace/{**rest}", "/fastags/tag-photo/{**rest}" })
            steps.MapPost(rest, WorkflowFailures.NoSuchStep.ExecuteAsync).ExcludeFromDescription();
    }

    /// <summary>
    /// Takes what a step's route does not: other methods, and bodies that routing finds to be no JSON, as the described steps declare what they accept.
    /// </summary>
    private static Task NotAllowedAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method)) return WorkflowFailures.NotJson.ExecuteAsync(context);

        context.Response.Headers.Allow = HttpMethods.Post;
        return WorkflowFailures.MethodNotAllowed.ExecuteAsync(context);
    }
}
