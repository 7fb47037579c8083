using Bot.Engine.Inputs;
using Bot.Products.Fastag;
using Bot.Products.Leads;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Support;

/// <summary>The engine's input types and those that the products register.</summary>
internal static class KnownInputTypes
{
    public static InputTypes All { get; } = Registered();

    /// <summary>Those that a flow must tell more about among them.</summary>
    public static IReadOnlyList<InputType> Everything { get; } = [.. All.All, .. InputTypes.Unfinished];

    private static InputTypes Registered()
    {
        using var services = new ServiceCollection().AddFastag().AddLeads(_ => { }).BuildServiceProvider();
        return new(services.GetServices<InputType>());
    }
}
