using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Sandbox.Shauryapay;

/// <summary>Shauryapay under <c>/sandbox/shauryapay</c>: its paths, its envelope, HTTP 200 for refusals too.</summary>
internal static class ShauryapayEndpoints
{
    public static void MapShauryapaySandbox(this RouteGroupBuilder sandbox, SandboxWorld world)
    {
        var shauryapay = sandbox.MapPartner(world, "shauryapay", message => Envelope(ShauryapayReply.No(message)));
        var bank = world.Bank;

        shauryapay.MapGet("/api/agent/get_by_mobile/{mobile}", (string mobile) => AgentEnvelope(bank.AgentByMobile(mobile)));
        shauryapay.MapGet("/get_vehicleDescriptor", () => Envelope(ShauryapayLists.Descriptors()));

        Post("/wallet_total_amount_api", bank.Wallet);
        Post("/get_my_available_barcode", bank.AvailableBarcodes);
        Post("/get_agent_plan", _ => ShauryapayLists.Plans());
        Post("/vehicleMakerList", _ => ShauryapayLists.Makers());
        Post("/vehicleModelList", fields => ShauryapayLists.Models(fields["vehicleMake"]));

        Post("/generate_otp_by_vehicle", bank.Registrations.GenerateOtp);
        Post("/validate_otp_bajaj", bank.Registrations.ValidateOtp);
        Post("/update_customer_details", bank.Registrations.UpdateCustomer);
        Post("/uploadDocument", bank.Registrations.UploadDocument);
        Post("/update_vehicle_details", bank.Registrations.Issue);
        Post("/get_complete_customer_details_by_vehicle", bank.Registrations.DetailsByVehicle);

        Post("/rep_generate_otp_by_vehicle", bank.Replacements.GenerateOtp);
        Post("/rep_validate_otp_bajaj", bank.Replacements.ValidateOtp);

        void Post(string path, Func<SandboxFields, ShauryapayReply> answer) =>
            shauryapay.MapPost(path, async (HttpRequest request) =>
            {
                var fields = await SandboxFields.ReadAsync(request);
                lock (world.Gate) return Envelope(answer(fields));
            });
    }

    private static IResult Envelope(ShauryapayReply reply) =>
        Results.Json(new { status = reply.Yes ? "true" : "false", message = reply.Message, data = reply.Data });

    /// <summary>The agent's look-up alone says "success" and has an object for data.</summary>
    private static IResult AgentEnvelope(object? agent) => agent is null
        ? Results.Json(new { status = "error", message = "Agent not found", data = (object?)null })
        : Results.Json(new { status = "success", message = "Agent found", data = agent });
}
