namespace Bot.Host.Clusters;

/// <summary>
/// Orleans' dashboard as this host serves it: from the container of the silo that the host is just now. Names no type of Orleans, so that it can be looked for
/// where nothing of that is loaded.
/// </summary>
internal sealed class ClusterDashboard
{
    /// <summary>Where it is, behind the desk's login. Not below <c>/desk/api</c> or <c>/desk/web</c>.</summary>
    public const string Path = "/desk/cluster";

    /// <summary>Scripts and pictures of its own alone; its charts and tables write styles into elements.</summary>
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private volatile Served? _served;

    /// <summary>From now on the pages are served out of this container.</summary>
    public void Open(IServiceProvider silo, RequestDelegate pages) => _served = new(silo, pages);

    /// <summary>The host is no part of the cluster any more, or not yet.</summary>
    public void Close() => _served = null;

    /// <returns>False: there is nothing to serve it from.</returns>
    public async Task<bool> TryServeAsync(HttpContext context)
    {
        if (_served is not { } served) return false;

        var (services, endpoint) = (context.RequestServices, context.GetEndpoint());
        context.RequestServices = served.Silo;
        context.SetEndpoint(null);
        try
        {
            await served.Pages(context);
        }
        catch (ObjectDisposedException)
        {
            // The silo went while it was asked.
            return context.Response.HasStarted;
        }
        finally
        {
            context.RequestServices = services;
            context.SetEndpoint(endpoint);
        }

        return true;
    }

    private sealed record Served(IServiceProvider Silo, RequestDelegate Pages);
}
