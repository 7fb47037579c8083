using Bot.Gateways.Partners.Shauryapay;
using Bot.Sandbox.Areas;
using Bot.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Sandbox.Shauryapay;

/// <summary>Shauryapay under <c>/sandbox/shauryapay</c>: its paths, its envelope, HTTP 200 for refusals too.</summary>
internal sealed class ShauryapayArea(SandboxState state) : ISandboxArea
{
    public static AreaDefinition Definition { get; } = new(ShauryapayGateway.Definition.Name, state => new ShauryapayArea(state))
    {
        Refuse = message => Envelope(ShauryapayReply.No(message)),
    };

    public ShauryapayBank Bank { get; } = new(state);

    public void Map(RouteGroupBuilder folder)
    {
        folder.MapGet("/api/agent/get_by_mobile/{mobile}", (string mobile) => AgentEnvelope(Bank.AgentByMobile(mobile)));
        folder.MapGet("/get_vehicleDescriptor", () => Envelope(ShauryapayLists.Descriptors()));

        Post("/wallet_total_amount_api", Bank.Wallet);
        Post("/get_my_available_barcode", Bank.AvailableBarcodes);
        Post("/get_agent_plan", _ => ShauryapayLists.Plans());
        Post("/vehicleMakerList", _ => ShauryapayLists.Makers());
        Post("/vehicleModelList", fields => ShauryapayLists.Models(fields["vehicleMake"]));

        Post("/generate_otp_by_vehicle", Bank.Registrations.GenerateOtp);
        Post("/validate_otp_bajaj", Bank.Registrations.ValidateOtp);
        Post("/update_customer_details", Bank.Registrations.UpdateCustomer);
        Post("/uploadDocument", Bank.Registrations.UploadDocument);
        Post("/update_vehicle_details", Bank.Registrations.Issue);
        Post("/get_complete_customer_details_by_vehicle", Bank.Registrations.DetailsByVehicle);

        Post("/rep_generate_otp_by_vehicle", Bank.Replacements.GenerateOtp);
        Post("/rep_validate_otp_bajaj", Bank.Replacements.ValidateOtp);

        void Post(string path, Func<SandboxFields, ShauryapayReply> answer) =>
            folder.MapPost(path, async (HttpRequest request) =>
            {
                var fields = await SandboxFields.ReadAsync(request).ConfigureAwait(false);
                lock (state.Gate) return Envelope(answer(fields));
            });
    }

    private static IResult Envelope(ShauryapayReply reply) =>
        Results.Json(new { status = reply.Yes ? "true" : "false", message = reply.Message, data = reply.Data });

    /// <summary>The agent's look-up alone says "success" and has an object for data.</summary>
    private static IResult AgentEnvelope(object? agent) => agent is null
        ? Results.Json(new { status = "error", message = "Agent not found", data = (object?)null })
        : Results.Json(new { status = "success", message = "Agent found", data = agent });
}
