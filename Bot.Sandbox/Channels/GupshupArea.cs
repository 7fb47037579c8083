using System.Text.Json;
using Bot.Gateways.Channels.Gupshup;
using Bot.Sandbox.Areas;
using Bot.Sandbox.Phones;
using Bot.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Sandbox.Channels;

/// <summary>Gupshup under <c>/sandbox/gupshup</c>: session messages and templates, forms with JSON inside. Answers 202 as text/html, as it does.</summary>
internal sealed class GupshupArea(SandboxState state) : ISandboxArea
{
    public static AreaDefinition Definition { get; } = new(GupshupGateway.Definition.Name, state => new GupshupArea(state))
    {
        Refuse = message => Error(400, message),
        Phone = all => PhoneOf(all.GetRequiredService<IOptions<GupshupOptions>>().Value),
    };

    public void Map(RouteGroupBuilder folder)
    {
        folder.MapPost("/wa/api/v1/msg", (HttpRequest request) => SendAsync(request, Session));
        folder.MapPost("/wa/api/v1/template/msg", (HttpRequest request) => SendAsync(request, Template));
        folder.MapPost("/partner/app/{appId}/v3/message", SendThirdAsync);
    }

    /// <summary>The third version takes Meta's body, and a person without a number.</summary>
    private async Task<IResult> SendThirdAsync(HttpRequest request)
    {
        if (request.Headers.Authorization.Count == 0) return Results.Json(new { message = "Unauthorized" }, statusCode: 401);
        if (await SandboxFields.JsonAsync(request).ConfigureAwait(false) is not { } body) return Results.Json(new { message = "Invalid body" }, statusCode: 400);

        var message = MetaArea.Read(body, Definition.Name);
        if (message.To.Length == 0 || WhatsAppRules.Broken(message) is not null) return Results.Json(new { message = "Invalid message" }, statusCode: 400);

        var taken = state.Phones.Take(message, chance => chance.Uuid());
        return Results.Json(new
        {
            messaging_product = "whatsapp",
            contacts = new[] { new { input = taken.To, user_id = taken.To } },
            messages = new[] { new { id = taken.ProviderId } },
        });
    }

    private static GupshupPhone PhoneOf(GupshupOptions options) => new(options.WebhookToken, options.AppName);

    private async Task<IResult> SendAsync(HttpRequest request, Func<SandboxFields, SandboxSent, SandboxSent?> read)
    {
        if (request.Headers["apikey"].Count == 0) return Error(401, "Authentication Failed");
        var fields = await SandboxFields.ReadAsync(request).ConfigureAwait(false);
        if (fields["channel"] != "whatsapp" || fields.Missing("source", "src.name") is not null) return Error(400, "Invalid App Details");
        if (fields["destination"] is not { Length: >= 10 } to || !to.All(char.IsAsciiDigit)) return Error(400, "Invalid Destination");

        if (read(fields, new() { Channel = Definition.Name, To = to, Kind = "text" }) is not { } message) return Error(400, "Invalid message");
        if (WhatsAppRules.Broken(message) is { } broken) return Error(400, broken);

        var taken = state.Phones.Take(message, chance => chance.Uuid());
        return Json(202, new { status = "submitted", messageId = taken.ProviderId });
    }

    private static SandboxSent? Session(SandboxFields fields, SandboxSent message)
    {
        if (SandboxJson.Parse(fields["message"]) is not { } body) return null;

        message = message with { Reference = body.Text("msgid") };
        return body.Text("type") switch
        {
            "text" => message with { Text = body.Text("text") },
            "image" => message with { Kind = "image", Text = body.Text("caption"), Link = body.Text("originalUrl") },
            "video" => message with { Kind = "video", Text = body.Text("caption"), Link = body.Text("url") },
            "file" => message with { Kind = "document", Text = body.Text("caption"), Link = body.Text("url"), FileName = body.Text("filename") },
            "location" => SandboxPlaces.Read(message, body),
            "cta_url" => message with
            {
                Kind = "link",
                Text = body.Text("body"),
                Open = body.Text("display_text"),
                Link = body.Text("url"),
                Footer = body.Text("footer"),
                HeaderFile = MetaInteractive.FileIn(body.At("header")),
            },
            "quick_reply" => message with
            {
                Kind = "buttons",
                Text = body.Text("content", "text"),
                Header = body.Text("content", "header"),
                Footer = body.Text("content", "caption"),
                HeaderFile = HeaderFile(body.At("content")),
                Taps = [.. body.Items("options").Select(Tap)],
            },
            "list" => message with
            {
                Kind = "list",
                Text = body.Text("body"),
                Footer = body.Text("footer"),
                // There is always a title: the label that opens the list where nothing else was said.
                Header = body.Items("globalButtons").Any(button => button.Text("title") == body.Text("title")) ? "" : body.Text("title"),
                Open = body.Items("globalButtons").Select(button => button.Text("title")).FirstOrDefault() ?? "",
                Taps = [.. body.Items("items").SelectMany(section => section.Items("options")).Select(Tap)],
            },
            _ => null,
        };
    }

    private static SandboxSent? Template(SandboxFields fields, SandboxSent message)
    {
        if (SandboxJson.Parse(fields["template"]) is not { } template || template.Text("id").Length == 0) return null;
        return message with
        {
            Kind = "template",
            Template = template.Text("id"),
            Parameters = [.. template.Items("params").Select(parameter => parameter.Text())],
            HeaderFile = SandboxJson.Parse(fields["message"]) is { } header ? MetaInteractive.FileIn(header) : null,
            Taps = SandboxJson.Parse(fields["postbackTexts"]) is { ValueKind: JsonValueKind.Array } taps
                ? [.. taps.EnumerateArray().Select(tap => MetaTemplate.Tap(tap.Text("text")))] : [],
        };
    }

    private static SandboxFile? HeaderFile(JsonElement content) => content.Text("type") is not "text" and var type
        ? new(type == "file" ? "document" : type, content.Text("url"), content.Text("filename"))
        : null;

    // Without a postback text a tap brings back its title.
    private static SandboxTap Tap(JsonElement option) => new(option.Text("postbackText") is { Length: > 0 } id ? id : option.Text("title"), option.Text("title"), option.Text("description"));

    private static IResult Error(int status, string message) => Json(status, new { status = "error", message });

    private static IResult Json(int status, object body) => Results.Text(JsonSerializer.Serialize(body), "text/html", statusCode: status);
}
