using System.Text.Json;
using Bot.Gateways.Channels.BotFramework;
using Bot.Sandbox.Areas;
using Bot.Sandbox.Phones;
using Bot.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Sandbox.Channels;

/// <summary>The connector of a Bot Framework service under <c>/sandbox/botframework</c>. A phone's number is the id of its conversation.</summary>
internal sealed class BotFrameworkArea(SandboxState state) : ISandboxArea
{
    public static AreaDefinition Definition { get; } = new(BotFrameworkGateway.Definition.Name, state => new BotFrameworkArea(state))
    {
        Refuse = message => Failure(400, "BadArgument", message),
        Phone = all => new BotFrameworkPhone(all.GetRequiredService<IOptions<BotFrameworkOptions>>().Value.SandboxUrl),
    };

    public void Map(RouteGroupBuilder folder)
    {
        folder.MapPost("/v3/conversations/{conversation}/activities", SendAsync);
        folder.MapPost("/v3/conversations/{conversation}/activities/{activity}", SendAsync);
    }

    private async Task<IResult> SendAsync(HttpRequest request)
    {
        var to = (string)request.RouteValues["conversation"]!;
        if (await SandboxFields.JsonAsync(request).ConfigureAwait(false) is not { } body) return Failure(400, "BadSyntax", "Invalid JSON");
        if (body.Text("type") == "typing") return Results.Json(new { }, statusCode: 202);
        if (body.Text("type") != "message") return Failure(400, "BadArgument", "Only messages are shown");

        var taken = state.Phones.Take(Read(body, to), chance => chance.Uuid());
        return Results.Json(new { id = taken.ProviderId }, statusCode: 201);
    }

    private static SandboxSent Read(JsonElement body, string to)
    {
        var message = new SandboxSent { Channel = Definition.Name, To = to, Kind = "text", Text = body.Text("text") };
        var files = body.Items("attachments").ToList();
        var card = files.FirstOrDefault(file => file.Text("contentType") == ActivityWriter.HeroCard);
        var shown = files.Where(file => file.Text("contentType") != ActivityWriter.HeroCard).Select(File).FirstOrDefault();
        if (body.Items("suggestedActions", "actions").Select(Tap).ToList() is { Count: > 0 } buttons) return message with { Kind = "buttons", Taps = buttons, HeaderFile = shown };

        if (card.Items("content", "buttons").FirstOrDefault(button => button.Text("type") == "openUrl") is { ValueKind: JsonValueKind.Object } link)
            return message with { Kind = "link", Open = link.Text("title"), Link = link.Text("value"), HeaderFile = shown };
        if (card.ValueKind == JsonValueKind.Object) return message with { Kind = "list", Taps = [.. card.Items("content", "buttons").Select(Tap)] };
        return shown is null ? message : message with { Kind = shown.Kind, Link = shown.Link, FileName = shown.Name };
    }

    private static SandboxFile File(JsonElement file) =>
        new(file.Text("contentType").Split('/')[0] is var kind && kind is "image" or "video" ? kind : "document", file.Text("contentUrl"), file.Text("name"));

    private static SandboxTap Tap(JsonElement action)
    {
        var (title, label) = (action.Text("value", ActivityWriter.Title), action.Text("title"));
        var beginning = title + ActivityWriter.Between;
        var description = label == title ? "" : label.StartsWith(beginning, StringComparison.Ordinal) ? label[beginning.Length..] : label;
        return new(action.Text("value", ActivityWriter.Payload), title, description);
    }

    private static IResult Failure(int status, string code, string message) => Results.Json(new { error = new { code, message } }, statusCode: status);
}
