namespace Bot.Host.Api.Workflow;

/// <summary>The steps of Interakt's workflow, one endpoint each. Keys need the scope <c>fastag</c>.</summary>
internal static class WorkflowRoutes
{
    private const string Scope = "fastag";

    /// <summary>Needs <see cref="WorkflowServices.AddWorkflow"/>.</summary>
    public static IEndpointRouteBuilder MapWorkflow(this IEndpointRouteBuilder routes)
    {
        var desk = routes.ServiceProvider.GetRequiredService<WorkflowService>();
        Map(WorkflowSteps.Start, (context, body) => desk.StartAsync(body, KeyOf(context), context.RequestAborted));
        Map(WorkflowSteps.VerifyOtp, (context, body) => desk.VerifyAsync(body, KeyOf(context), context.RequestAborted));
        foreach (var step in WorkflowSteps.Assign.Concat(WorkflowSteps.Replace))
            Map(step, (context, body) => desk.TakeAsync(step, body, KeyOf(context), context.RequestAborted));

        foreach (var rest in new[] { "/fastags/assign/{**rest}", "/fastags/replace/{**rest}" })
            routes.MapPost(rest, WorkflowEdge.NotFoundAsync).RequireKey(Scope, WorkflowAnswer.RefuseAsync).ExcludeFromDescription();
        return routes;

        void Map(WorkflowStep step, Func<HttpContext, WorkflowBody, Task<WorkflowAnswer>> endpoint)
        {
            var run = WorkflowEdge.Run(endpoint);
            foreach (var path in step.Paths)
            {
                var route = routes.MapPost(path, run).RequireKey(Scope, WorkflowAnswer.RefuseAsync);
                if (path == step.Path) WorkflowDocs.Describe(route, step);
                else route.ExcludeFromDescription();
                routes.Map(path, WorkflowEdge.NotAllowedAsync).ExcludeFromDescription();
            }
        }
    }

    private static string KeyOf(HttpContext context) => context.Request.Headers["Idempotency-Key"].ToString().Trim();
}
