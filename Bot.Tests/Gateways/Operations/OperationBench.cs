using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Gateways.Operations;
using Bot.Templates.Requests;
using Bot.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Gateways.Operations;

/// <summary>Operations of a file, with settings of a test, without a flow around them.</summary>
internal sealed class OperationBench : IDisposable
{
    private readonly FlowsFolder _folder;
    private readonly ServiceProvider _services;

    /// <param name="settings">By their place in the configuration, such as <c>Operations:AllowedHosts:0</c>.</param>
    public OperationBench(string yaml, params (string Path, string Value)[] settings)
    {
        _folder = new(("operations.yaml", yaml));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Path, (string?)setting.Value))).Build();
        _services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddSingleton<IRequestTemplates, RequestTemplates>()
            .AddHttpOperations(configuration, _folder.Path).BuildServiceProvider();
    }

    public ManualClock Clock { get; } = new();

    public IEnumerable<string> Faults => _services.GetRequiredService<HttpDeclarations>().Review([], new InputTypes([])).Select(_folder.Shown);

    public OperationContract Contract => _services.GetRequiredService<IOperationSource>().Contracts.Single();

    public Operation Operation => _services.GetRequiredService<IOperationSource>().Operations.Single();

    /// <summary>A host on this machine as the only one that may be called.</summary>
    public static OperationBench Live(string yaml, string address, params (string Path, string Value)[] settings) => new(
        yaml.Replace("HOST", new Uri(address).Authority, StringComparison.Ordinal),
        [("Environment", "Development"), ("Operations:AllowedHosts:0", new Uri(address).Authority), .. settings]);

    public Task<CallResult> RunAsync(params (string Name, string Value)[] arguments) => Operation.RunAsync(CallOf(arguments), CancellationToken.None);

    public Task<Recovery> RecoverAsync(params (string Name, string Value)[] arguments) =>
        ((ConsequentialOperation)Operation).RecoverAsync(CallOf(arguments), CancellationToken.None);

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    private Call CallOf((string Name, string Value)[] arguments) => new("s1.4.book", "shop.book",
        Slots.From([.. arguments.Select(argument => KeyValuePair.Create(argument.Name, (Value)Value.Of(argument.Value)))]),
        new("meta:919800000001", "meta", "919800000001", Clock.Now, "en"));
}
