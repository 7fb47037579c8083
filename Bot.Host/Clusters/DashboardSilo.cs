using System.Diagnostics;
using Bot.Cluster;
using Orleans.Dashboard;
using Orleans.Hosting;

namespace Bot.Host.Clusters;

/// <summary>Puts Orleans' dashboard into each silo of this host, and its pages before it.</summary>
internal static class DashboardSilo
{
    public static void Use(ClusterOptions options, ClusterDashboard dashboard)
    {
        options.Besides = Add;
        options.Joined = silo =>
        {
            if (silo is null) dashboard.Close();
            else dashboard.Open(silo, PagesOf(silo));
        };
    }

    private static void Add(ISiloBuilder silo)
    {
        // Its stream of log lines would go past the host's own masking.
        silo.AddDashboard(options => options.HideTrace = true);

        // What routes ask of a web host's container.
        silo.Services.AddRouting();
        silo.Services.AddSingleton(new DiagnosticListener("Bot.Host.Clusters"));
    }

    private static RequestDelegate PagesOf(IServiceProvider silo) =>
        new ApplicationBuilder(silo).UseRouting().UseEndpoints(routes => routes.MapOrleansDashboard(ClusterDashboard.Path)).Build();
}
