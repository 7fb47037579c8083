using Bot.Sandbox.Areas;
using Bot.Sandbox.Operations;
using Bot.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Sandbox;

/// <summary>
/// The sandbox by hand: look at it, read codes, let partners misbehave. Personal values are masked; codes are not, they are worth nothing elsewhere.
/// </summary>
internal static class SandboxControl
{
    private const int MostShown = 200;

    private static readonly IResult NoOwnHeader = Results.Json(new { message = $"The header {SandboxEndpoints.OwnHeader} is missing." }, statusCode: StatusCodes.Status403Forbidden);

    public static void MapSandboxControl(this RouteGroupBuilder folder, SandboxWorld world)
    {
        var sandbox = folder.MapGroup("");
        sandbox.AddEndpointFilter((context, next) =>
        {
            var request = context.HttpContext.Request;
            var taken = ChangesNothing(request) || request.Headers.ContainsKey(SandboxEndpoints.OwnHeader);
            return taken ? next(context) : ValueTask.FromResult<object?>(NoOwnHeader);
        });
        sandbox.MapGet("", () => Overview(world));
        sandbox.MapGet("/faults", () => Faults(world));
        sandbox.MapPost("/faults", (HttpRequest request) => ArmAsync(world, request));
        sandbox.MapDelete("/faults", () => { world.Behave(); return Faults(world); });
        sandbox.MapPost("/answers", (HttpRequest request) => PlayAsync(world, request));
        sandbox.MapGet("/asked", () => Results.Json(
            world.Asked.TakeLast(MostShown).Select(asked => new { asked.Method, asked.Host, asked.Path, bytes = asked.Body.Length })));
        sandbox.MapGet("/sms", (string? mobile) => Results.Json(world.Inbox.To(mobile ?? "").TakeLast(MostShown)));
        sandbox.MapGet("/otp/{mobile}", (string mobile) => world.LastCodeFor(mobile) is { } code
            ? Results.Json(new { code })
            : Results.Json(new { message = "No code was sent to this mobile." }, statusCode: 404));
        sandbox.MapGet("/sent", (string? to, long? after) => Results.Json(world.Phones.To(to ?? "", after ?? 0).TakeLast(MostShown)));
    }

    private static bool ChangesNothing(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static IResult Overview(SandboxWorld world) => Results.Json(new
    {
        partners = SandboxWorld.Partners,
        agents = world.Bank.Overview(),
        leads = world.Lender.Overview(),
        sms = world.Sms.Count,
        sent = world.Sent.Count,
        ledger = world.Ledger.Totals(),
        happenedMoreThanOnce = world.Ledger.Repeated().Count,
        faults = world.Faults.List().Count,
        unusedFaults = world.UnusedFaults(),
    });

    private static IResult Faults(SandboxWorld world) => Results.Json(world.Faults.List().Select(armed => new
    {
        partner = armed.Partner,
        kind = armed.Fault.Kind.ToString(),
        on = armed.Fault.Operation,
        times = armed.Fault.Times,
        ratio = armed.Fault.Ratio,
        struck = armed.Struck,
    }));

    private static async Task<IResult> PlayAsync(SandboxWorld world, HttpRequest request)
    {
        var text = (await SandboxFields.ReadAsync(request).ConfigureAwait(false))["answer"];
        if (PlayedAnswer.Parse(text) is not { } answer)
            return Results.Json(new { message = "This is no answer.", example = new { answer = """POST /bookings answers 201 {"id":"B-1"}""" } }, statusCode: 400);

        world.GiveAnswer(answer);
        return Results.Json(new { unused = world.UnusedAnswers() });
    }

    private static async Task<IResult> ArmAsync(SandboxWorld world, HttpRequest request)
    {
        var fields = await SandboxFields.ReadAsync(request).ConfigureAwait(false);
        try
        {
            world.Misbehave(fields["partner"], SandboxFault.Parse(fields["fault"]));
            return Faults(world);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            return Results.Json(new { message = wrong.Message, example = new { partner = "shauryapay", fault = "status 503 3 times on validate_otp_bajaj" } }, statusCode: 400);
        }
    }
}
