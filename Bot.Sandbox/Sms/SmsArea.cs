using Bot.Gateways.Partners.Sms;
using Bot.Sandbox.Areas;
using Bot.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Sandbox.Sms;

/// <summary>BhashSMS: <c>/sandbox/sms/api/sendmsg.php</c>, GET or POST form. Answers in plain text, errors with HTTP 200 too.</summary>
internal sealed class SmsArea(SandboxState state) : ISandboxArea
{
    public static AreaDefinition Definition { get; } = new(BhashSmsGateway.Definition.Name, state => new SmsArea(state))
    {
        Refuse = message => Results.Text(message),
    };

    public SmsInbox Inbox { get; } = new(state);

    public void Map(RouteGroupBuilder folder) => folder.MapMethods("/api/sendmsg.php", ["GET", "POST"], SendAsync);

    private async Task<IResult> SendAsync(HttpRequest request)
    {
        var fields = await SandboxFields.ReadAsync(request).ConfigureAwait(false);
        if (fields.Missing("user", "pass") is not null) return Results.Text("Username/Password Incorrect");
        if (!fields.Has("sender")) return Results.Text("Sender ID Does not Exist");
        if (fields["phone"].Length != 10 || !fields["phone"].All(char.IsAsciiDigit)) return Results.Text("Invalid Mobile Number");
        if (!fields.Has("text")) return Results.Text("error");
        return Results.Text("S." + Inbox.Take(fields["phone"], fields["text"]));
    }
}
