using Bot.Sandbox.Basic;
using Bot.Sandbox.Channels;
using Bot.Sandbox.Media;
using Bot.Sandbox.Shauryapay;
using Bot.Sandbox.Sms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Sandbox;

/// <summary>Serves the sandboxed partners and channels under <c>/sandbox</c>. Never map it in Production: it shows codes.</summary>
public static class SandboxEndpoints
{
    public static IEndpointRouteBuilder MapSandbox(this IEndpointRouteBuilder routes, SandboxWorld world)
    {
        var sandbox = routes.MapGroup("/sandbox").ExcludeFromDescription();
        sandbox.MapShauryapaySandbox(world);
        sandbox.MapSmsSandbox(world);
        sandbox.MapBasicSandbox(world);
        sandbox.MapMetaSandbox(world);
        sandbox.MapGupshupSandbox(world);
        sandbox.MapInteraktSandbox(world);
        sandbox.MapMediaSandbox(world);
        sandbox.MapSandboxControl(world);
        return routes;
    }

    /// <summary>A partner's own folder, with its faults in front.</summary>
    internal static RouteGroupBuilder MapPartner(this RouteGroupBuilder sandbox, SandboxWorld world, string partner, Func<string, IResult> refuse)
    {
        var group = sandbox.MapGroup("/" + partner);
        group.AddEndpointFilter(new SandboxFaultFilter(world, partner, refuse));
        return group;
    }
}
