using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Host.Clusters;
using Bot.Host.Desk.Care;
using Bot.Host.Desk.Figures;
using Bot.Host.Desk.Inbox;
using Bot.Host.Desk.Live;
using Bot.Host.Desk.Operators;
using Bot.Host.Desk.Pages;
using Bot.Host.Desk.People;
using Bot.Host.Desk.Talks;
using Bot.Host.Desk.Versions;
using Bot.Host.Http;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Desk;

/// <summary>The desk at <c>/desk</c>: each endpoint behind the least role that it asks for.</summary>
internal static class DeskRoutes
{
    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var (signIn, operators) = (services.GetRequiredService<SignInEndpoints>(), services.GetRequiredService<OperatorEndpoints>());
        var (talks, acts) = (services.GetRequiredService<TalkEndpoints>(), services.GetRequiredService<TalkActs>());
        var (replies, flows) = (services.GetRequiredService<QuickReplies>(), services.GetRequiredService<FlowSet>());
        var (figures, versions) = (services.GetRequiredService<FigureEndpoints>(), services.GetRequiredService<VersionEndpoints>());
        var files = services.GetRequiredService<TalkFiles>();
        const string One = "/desk/api/conversations/{session}";

        var strangers = routes.MapGroup("").AsDesk().ExcludeFromDescription();
        strangers.MapGet("/desk/sign-in", context => DeskFiles.ServeAsync(context, "sign-in.html"));
        strangers.MapGet("/desk/web/{name}", context => DeskFiles.ServeAsync(context, (string)context.Request.RouteValues["name"]!));
        strangers.MapGet("/desk/files/{file}/{proof}/{name}", files.ServeAsync);
        strangers.MapGet("/desk/api/token", signIn.TokenAsync);
        strangers.MapPost("/desk/api/sign-in", signIn.InAsync);

        if (services.GetRequiredService<IOptions<OpenIdOptions>>().Value.IsOn) strangers.MapGet("/desk/api/openid", OpenIdSignIn.BeginAsync);

        var watch = routes.MapGroup("").RequireOperator(OperatorRoles.Watch).ExcludeFromDescription();
        watch.MapGet("/desk", context => DeskFiles.ServeAsync(context, "index.html"));
        watch.MapGet("/desk/api/me", signIn.MeAsync);
        watch.MapPost("/desk/api/sign-out", signIn.OutAsync);
        watch.MapGet("/desk/api/inbox", services.GetRequiredService<InboxEndpoints>().ListAsync);
        watch.MapGet("/desk/api/events", services.GetRequiredService<DeskStream>().ServeAsync);
        watch.MapGet("/desk/api/flows/{flow}", context => flows.Find((string)context.Request.RouteValues["flow"]!) is { } flow
            ? DeskAnswer.WriteAsync(context, FlowGraph.Of(flow))
            : DeskAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such flow."));
        watch.MapGet("/desk/api/flows", figures.ListAsync);
        watch.MapGet("/desk/api/flows/{flow}/figures", figures.ShowAsync);
        watch.MapGet("/desk/api/flows/{flow}/sample", figures.SampleAsync);
        watch.MapGet("/desk/api/flows/{flow}/{file}.csv", services.GetRequiredService<FigureFiles>().SaveAsync);
        watch.MapGet("/desk/api/replies", context => DeskAnswer.WriteAsync(context, new { items = replies.All() }));
        watch.MapGet(One, talks.ShowAsync);
        watch.MapGet($"{One}/turns", talks.TurnsAsync);

        var answer = routes.MapGroup("").RequireOperator(OperatorRoles.Answer).ExcludeFromDescription();
        answer.MapPost($"{One}/reveal", talks.RevealAsync);
        answer.MapGet($"{One}/photos/{{which}}", talks.PhotoAsync);
        answer.MapPost($"{One}/notes", talks.NoteAsync);
        answer.MapPost($"{One}/take", acts.TakeAsync);
        answer.MapPost($"{One}/write", acts.WriteAsync);
        answer.MapPost($"{One}/file", files.SendAsync);
        answer.MapPost($"{One}/back", acts.BackAsync);
        answer.MapPost($"{One}/answer", acts.AnswerAsync);
        answer.MapPost($"{One}/end", acts.EndAsync);

        var manage = routes.MapGroup("").RequireOperator(OperatorRoles.Manage).ExcludeFromDescription();
        manage.MapGet("/desk/api/operators", operators.ListAsync);
        manage.MapPost("/desk/api/operators", operators.AddAsync);
        manage.MapPost("/desk/api/operators/{name}", operators.ChangeAsync);
        manage.MapGet("/desk/api/audit", operators.AuditAsync);
        manage.MapGet("/desk/api/versions", versions.ListAsync);
        manage.MapGet("/desk/api/versions/plans/{id}", versions.ShowAsync);
        manage.MapPost("/desk/api/versions/{number}/plan", versions.PlanAsync);
        manage.MapPost("/desk/api/versions/{number}/publish", versions.PublishAsync);
        manage.MapPost("/desk/api/versions/{number}/remove", versions.RemoveAsync);

        if (services.GetService<ClusterDashboard>() is { } dashboard)
        {
            manage.MapGet($"{ClusterDashboard.Path}/{{**page}}", async context =>
            {
                PageHeaders.Set(context.Response, ClusterDashboard.Policy);
                if (!await dashboard.TryServeAsync(context))
                    await DeskAnswer.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "This host is no part of the cluster just now.");
            });
        }

        routes.MapCare();
    }
}
