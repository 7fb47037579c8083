using Bot.Engine.Abstractions;
using Bot.Gateways.Partners.Shauryapay.Operations;

namespace Bot.Gateways.Partners.Shauryapay;

/// <summary>What a flow may <c>call:</c> at Shauryapay.</summary>
public static class ShauryapayOperations
{
    public static IReadOnlyList<Operation> All(ShauryapayClient client, IMediaLibrary media) =>
    [
        new AgentByMobile(client),
        new Wallet(client),

        new GenerateOtp(client),
        new ValidateOtp(client),
        new UpdateCustomer(client),
        new UploadDocument(client, media),

        new Plans(client),
        new AvailableBarcodes(client),
        new Makers(client),
        new Models(client),
        new Descriptors(client),

        new Activate(client),

        new ReplaceGenerateOtp(client),
        new ReplaceValidateOtp(client),
    ];
}
