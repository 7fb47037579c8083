using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Gateways.Http;
using Bot.Gateways.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Gateways.Operations;

/// <summary>Operations of files in a container.</summary>
public static class HttpOperationServices
{
    /// <summary>Registers the operations that the files of a folder of flows declare.</summary>
    /// <remarks>Consumes <see cref="IRequestTemplates"/>; to make calls, <see cref="TimeProvider"/>.</remarks>
    public static IServiceCollection AddHttpOperations(this IServiceCollection services, IConfiguration configuration, string folder)
    {
        var modes = new GatewayModes(configuration);
        var isStrict = configuration[$"{HttpOperationOptions.Section}:{HttpOperationOptions.StrictKey}"] == bool.TrueString;
        services.AddOptions<HttpOperationOptions>().Bind(configuration.GetSection(HttpOperationOptions.Section)).PostConfigure(
            options => (options.IsDevelopment, options.SandboxUrl) = (modes.IsDevelopment && !isStrict, modes.IsDevelopment ? modes.SandboxUrl : ""));
        services.AddOperationClient(HttpCaller.ClientName, all => new HttpConnection(all.GetRequiredService<IOptions<HttpOperationOptions>>()).ConnectAsync);
        services.AddSingleton(all => new HttpDeclarations(
            folder, all.GetRequiredService<IRequestTemplates>(), all.GetServices<OperationContract>(),
            all.GetRequiredService<IOptions<HttpOperationOptions>>()));
        services.AddSingleton<IFlowReview>(all => all.GetRequiredService<HttpDeclarations>());
        services.AddSingleton(all => new CircuitBreaker(all.GetRequiredService<TimeProvider>())).AddSingleton<HttpCaller>();
        return services.AddSingleton<IOperationSource>(
            all => new HttpOperationSource(all.GetRequiredService<HttpDeclarations>(), all.GetRequiredService<HttpCaller>));
    }

    /// <summary>What flows may call, where the files have changed: those of the files as another container has read them, with the means of this one, beside
    /// all others.</summary>
    /// <param name="read">With <see cref="AddHttpOperations"/>.</param>
    public static IReadOnlyDictionary<string, Operation> OperationsAsRead(this IServiceProvider services, IServiceProvider read)
    {
        var source = new HttpOperationSource(read.GetRequiredService<HttpDeclarations>(), services.GetRequiredService<HttpCaller>);
        return services.GetServices<Operation>().Concat(source.Operations).Decorated(services.GetServices<IOperationDecorator>());
    }

    /// <summary>Whether anything that is declared may be played.</summary>
    public static bool AnyIn(string folder) => Directory.Exists(folder)
        && Directory.EnumerateFiles(folder, FlowFileNames.Operations, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }).Any();
}
