using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Bot.Cluster;
using Bot.Host.Clusters;
using Bot.Host.Settings;
using Bot.Storage.Postgres;

namespace Bot.Host.Wiring;

/// <summary>
/// The cluster as the settings ask for it. Nothing else names a type of it, so that a host without the setting loads nothing of Orleans.
/// </summary>
internal static class ClusterWiring
{
    public static IServiceCollection AddCluster(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = ClusterSettings.Of(configuration);
        var database = DatabaseOptions.Of(configuration).Url;
        if (settings.Dashboard) services.AddSingleton<ClusterDashboard>();
        services.AddHealthChecks().AddCheck<ClusterHealthCheck>(ClusterHealthCheck.Name);
        if (settings.Dashboard)
            services.AddOptions<ClusterOptions>().Configure<ClusterDashboard>((cluster, dashboard) => DashboardSilo.Use(cluster, dashboard));
        return services.AddConversationCluster(cluster =>
        {
            cluster.ConnectionString = PostgresServices.ConnectionStringOf(database, ConnectionsOfMembership);
            cluster.Address = IPAddress.TryParse(settings.Address, out var address) ? address : OwnAddress();
            cluster.Port = settings.Port;
            cluster.Placement = settings.Placement == PlacedBy.Load ? ClusterPlacement.Load : ClusterPlacement.Hash;
            if (settings.Files is { } files) cluster.Certificates = () => ClusterFiles.Read(files);
        });
    }

    /// <summary>Hosts write a row each few seconds, and read the list of them.</summary>
    private const int ConnectionsOfMembership = 3;

    /// <summary>The loopback where the machine has no other: one machine is a cluster too.</summary>
    private static IPAddress OwnAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address)) ?? IPAddress.Loopback;
}
