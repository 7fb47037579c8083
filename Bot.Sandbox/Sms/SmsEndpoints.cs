using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Sandbox.Sms;

/// <summary>BhashSMS: <c>/sandbox/sms/api/sendmsg.php</c>, GET or POST form. Answers in plain text, errors with HTTP 200 too.</summary>
internal static class SmsEndpoints
{
    public static void MapSmsSandbox(this RouteGroupBuilder sandbox, SandboxWorld world)
    {
        var sms = sandbox.MapPartner(world, "sms", message => Results.Text(message));
        sms.MapMethods("/api/sendmsg.php", ["GET", "POST"], (HttpRequest request) => SendAsync(world, request));
    }

    private static async Task<IResult> SendAsync(SandboxWorld world, HttpRequest request)
    {
        var fields = await SandboxFields.ReadAsync(request);
        if (fields.Missing("user", "pass") is not null) return Results.Text("Username/Password Incorrect");
        if (!fields.Has("sender")) return Results.Text("Sender ID Does not Exist");
        if (fields["phone"].Length != 10 || !fields["phone"].All(char.IsAsciiDigit)) return Results.Text("Invalid Mobile Number");
        if (!fields.Has("text")) return Results.Text("error");
        return Results.Text("S." + world.Inbox.Take(fields["phone"], fields["text"]));
    }
}
