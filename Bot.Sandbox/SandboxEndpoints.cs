using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Sandbox;

/// <summary>Serves the sandboxed partners and channels under <c>/sandbox</c>. Never map it in Production or where strangers reach it: it shows codes.</summary>
public static class SandboxEndpoints
{
    /// <summary>What changes anything by hand carries this header, which pages from elsewhere cannot send without being asked first.</summary>
    public const string OwnHeader = "X-Bot-Console";

    public static IEndpointRouteBuilder MapSandbox(this IEndpointRouteBuilder routes, SandboxWorld world)
    {
        var sandbox = routes.MapGroup("/sandbox").ExcludeFromDescription();
        foreach (var (definition, area) in world.Areas)
        {
            var folder = sandbox.MapGroup("/" + definition.Name);
            if (definition.Refuse is { } refuse) folder.AddEndpointFilter(new SandboxFaultFilter(world.State, definition.Name, refuse));
            area.Map(folder);
        }
        sandbox.MapSandboxControl(world);
        return routes;
    }
}
