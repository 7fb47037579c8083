using Bot.Sandbox.State;
using Microsoft.AspNetCore.Http;

namespace Bot.Sandbox;

/// <summary>Stands before a partner's endpoints and lets the armed faults happen.</summary>
/// <param name="refuse">How this partner says no.</param>
internal sealed class SandboxFaultFilter(SandboxState state, string partner, Func<string, IResult> refuse) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var faults = state.Faults.Strike(partner, http.Request.Path.Value ?? "");
        if (faults.Count == 0) return await next(context).ConfigureAwait(false);

        foreach (var late in faults.Where(fault => fault.Kind == SandboxFaultKind.Latency))
            await Task.Delay(late.Delay, state.Clock, http.RequestAborted).ConfigureAwait(false);

        return faults.FirstOrDefault(fault => fault.Kind != SandboxFaultKind.Latency) switch
        {
            null => await next(context).ConfigureAwait(false),
            { Kind: SandboxFaultKind.Status } fault => Results.StatusCode(fault.Code),
            { Kind: SandboxFaultKind.Garbage } => Results.Content("<html><body>Bad gateway</body></html>", "text/html"),
            { Kind: SandboxFaultKind.Refuse } fault => refuse(fault.Message),
            { Kind: SandboxFaultKind.Drop } => Dropped(http),
            _ => await DoneThenDroppedAsync(context, next).ConfigureAwait(false),
        };
    }

    private static IResult Dropped(HttpContext http)
    {
        http.Abort();
        return Results.Empty;
    }

    private static async Task<IResult> DoneThenDroppedAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // The handler has changed the world when it returns; its result is what would have written the answer.
        await next(context).ConfigureAwait(false);
        return Dropped(context.HttpContext);
    }
}
