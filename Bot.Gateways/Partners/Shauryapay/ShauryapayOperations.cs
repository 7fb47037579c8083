using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Partners.Shauryapay.Operations;
using Bot.Gateways.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Gateways.Partners.Shauryapay;

/// <summary>What a flow may <c>call:</c> at Shauryapay.</summary>
internal static class ShauryapayOperations
{
    /// <param name="mode">Off: every operation comes back unavailable.</param>
    public static IServiceCollection AddShauryapayOperations(this IServiceCollection services, GatewayMode mode) => services
        .Add<AgentByMobile>(mode)
        .Add<Wallet>(mode)

        .Add<GenerateOtp>(mode)
        .Add<ValidateOtp>(mode)
        .Add<UpdateCustomer>(mode)
        .Add<UploadDocument>(mode)

        .Add<Plans>(mode)
        .Add<AvailableBarcodes>(mode)
        .Add<Makers>(mode)
        .Add<Models>(mode)
        .Add<Descriptors>(mode)

        .Add<Activate>(mode)
        .Add<Registration>(mode)

        .Add<ReplaceGenerateOtp>(mode)
        .Add<ReplaceValidateOtp>(mode);

    private static IServiceCollection Add<TOperation>(this IServiceCollection services, GatewayMode mode)
        where TOperation : Operation, IDeclaredOperation =>
        mode == GatewayMode.Off
            ? services.AddAbsent<TOperation>(ShauryapayGateway.Definition)
            : services.AddOperation<TOperation>();
}
