using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Gateways.Http;

/// <summary>The pooled HTTP clients by name: one for each peer, and one for the media of each channel.</summary>
/// <remarks>A client lives as long as the process; its connections are renewed every five minutes, to follow DNS.</remarks>
internal static class PeerClients
{
    /// <summary>Bytes of a provider's answer that are read; real ones have a few hundred.</summary>
    public const int BriefAnswer = 64 * 1024;

    /// <summary>Bytes of a partner's answer that are taken; the longest list has some ten thousand.</summary>
    public const int LongAnswer = 1024 * 1024;

    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(5);

    /// <summary>For the sends of a channel.</summary>
    public static IServiceCollection AddChannelClient(this IServiceCollection services, string name) =>
        services.AddPeerClient(name, statusAlone: true, BriefAnswer, _ => new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,

            // A request on a connection that the peer has just closed counts as lost, so idle ones go early.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = Renewal,
        }).AsBot().Services;

    /// <summary>For the sends of a channel whose answer needs no message id, so that one that broke off must not be taken for an empty one.</summary>
    public static IServiceCollection AddConnectorClient(this IServiceCollection services, string name) =>
        services.AddPeerClient(name, statusAlone: false, BriefAnswer, _ => new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = Renewal,
        }).AsBot().Services;

    /// <summary>For the calls of a partner.</summary>
    /// <param name="reuseConnections">False: a connection for each request. The HTTP stack silently repeats a request without a body when a reused connection
    /// closes under it, so a GET with consequences must not reuse one. Null: true.</param>
    public static IServiceCollection AddPartnerClient(this IServiceCollection services, string name, Func<IServiceProvider, bool>? reuseConnections = null) =>
        services.AddPeerClient(name, statusAlone: false, LongAnswer, all => new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = reuseConnections?.Invoke(all) == false ? TimeSpan.Zero : Renewal,
        }).Services;

    /// <summary>For the media of a channel: not through any proxy, for behind one the address that is checked would be the proxy's.</summary>
    /// <param name="connect">Makes each connection, and so decides where it may lead.</param>
    public static IServiceCollection AddMediaClient(this IServiceCollection services, string name,
        Func<IServiceProvider, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>> connect) =>
        services.AddNamedClient(name, all => new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = connect(all),
            PooledConnectionLifetime = Renewal,
        }).AsBot().Services;

    /// <summary>For the operations of flows: guarded as media are, and its answers read as a partner's.</summary>
    /// <param name="connect">Makes each connection, and so decides where it may lead.</param>
    public static IServiceCollection AddOperationClient(this IServiceCollection services, string name,
        Func<IServiceProvider, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>> connect) =>
        services.AddPeerClient(name, statusAlone: false, LongAnswer, all => new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = connect(all),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = Renewal,
        }).AsBot().Services;

    private static IHttpClientBuilder AsBot(this IHttpClientBuilder builder) =>
        builder.ConfigureHttpClient(client => client.DefaultRequestHeaders.UserAgent.ParseAdd("Bot"));

    private static IHttpClientBuilder AddPeerClient(this IServiceCollection services, string name, bool statusAlone, int limit,
        Func<IServiceProvider, SocketsHttpHandler> handler) => services
        .AddNamedClient(name, handler)
        .AddHttpMessageHandler(() => new DepartureHandler())
        .AddHttpMessageHandler(() => new AnswerHandler(limit, statusAlone));

    private static IHttpClientBuilder AddNamedClient(this IServiceCollection services, string name,
        Func<IServiceProvider, SocketsHttpHandler> handler) => services
        .AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(handler)
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

        .AddHttpMessageHandler(all => new SandboxPassHandler(all.GetService<SandboxPass>()))

        // The factory's own lines would carry addresses with tokens in them.
        .RemoveAllLoggers();
}
