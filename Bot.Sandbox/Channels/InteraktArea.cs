using System.Text.Json;
using Bot.Gateways.Channels.Interakt;
using Bot.Sandbox.Areas;
using Bot.Sandbox.Phones;
using Bot.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Sandbox.Channels;

/// <summary>Interakt under <c>/sandbox/interakt</c>. A refusal may come with HTTP 200 and <c>result:false</c>.</summary>
internal sealed class InteraktArea(SandboxState state) : ISandboxArea
{
    public static AreaDefinition Definition { get; } = new(InteraktGateway.Definition.Name, state => new InteraktArea(state))
    {
        Refuse = message => Failure(200, message),
        Phone = all => new InteraktPhone(all.GetRequiredService<IOptions<InteraktOptions>>().Value.WebhookSecret),
    };

    public void Map(RouteGroupBuilder folder) => folder.MapPost("/v1/public/message/", SendAsync);

    private async Task<IResult> SendAsync(HttpRequest request)
    {
        if (!request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.Ordinal)) return Failure(401, "Invalid API key");
        if (await SandboxFields.JsonAsync(request).ConfigureAwait(false) is not { } body) return Failure(400, "Invalid JSON");

        var full = body.Text("fullPhoneNumber");
        if (full.Length > 0 && body.Text("phoneNumber").Length > 0) return Failure(400, "Give either fullPhoneNumber or countryCode and phoneNumber");
        var to = full.Length > 0 ? full : body.Text("countryCode").TrimStart('+') + body.Text("phoneNumber");
        if (to.Length < 10) return Failure(400, "Phone number is missing");

        var message = Read(body, to);
        if (WhatsAppRules.Broken(message) is { } broken) return Failure(400, broken);
        if (message.Reference.Length > 512) return Failure(400, "callbackData has more than 512 characters");

        var taken = state.Phones.Take(message, chance => chance.Uuid());
        return Results.Json(new { result = true, message = "Message queued for sending via Interakt. Check webhook for delivery status", id = taken.ProviderId }, statusCode: 201);
    }

    private static SandboxSent Read(JsonElement body, string to)
    {
        var message = new SandboxSent { Channel = Definition.Name, To = to, Kind = body.Text("type"), Reference = body.Text("callbackData") };
        return message.Kind switch
        {
            "Text" => message with { Kind = "text", Text = body.Text("data", "message") },
            "Image" or "Video" or "Document" => message with
            {
                Kind = message.Kind.ToLowerInvariant(),
                Text = body.Text("data", "message"),
                Link = body.Text("data", "mediaUrl"),
                FileName = body.Text("data", "fileName"),
            },
            "InteractiveButton" or "InteractiveList" => MetaInteractive.Read(message, body.At("data", "message")),
            "Template" => message with
            {
                Kind = "template",
                Template = body.Text("template", "name"),
                Header = HeaderOf(body) is var header && IsFile(header) ? "" : header,
                HeaderFile = IsFile(HeaderOf(body)) ? new("image", HeaderOf(body), body.Text("template", "fileName")) : null,
                Parameters = [.. body.Items("template", "bodyValues").Select(value => value.Text())],
            },
            _ => message,
        };
    }

    private static string HeaderOf(JsonElement body) => body.Items("template", "headerValues").Select(value => value.Text()).FirstOrDefault() ?? "";

    /// <summary>Of what kind it is the provider's template tells.</summary>
    private static bool IsFile(string header) => header.StartsWith("https://", StringComparison.Ordinal);

    private static IResult Failure(int status, string message) => Results.Json(new { result = false, message }, statusCode: status);
}
