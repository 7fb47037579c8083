using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Sandbox.Areas;
using Bot.Sandbox.Phones;
using Bot.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Sandbox.Channels;

/// <summary>Meta's Cloud API under <c>/sandbox/meta</c>: messages, and media in two steps.</summary>
internal sealed class MetaArea(SandboxState state) : ISandboxArea
{
    private const string InvalidParameter = "131009";

    public static AreaDefinition Definition { get; } = new(MetaGateway.Definition.Name, state => new MetaArea(state))
    {
        Refuse = message => Error(400, message, "Refused"),
        Phone = all => PhoneOf(all.GetRequiredService<IOptions<MetaOptions>>().Value),
    };

    public void Map(RouteGroupBuilder folder)
    {
        folder.MapPost("/{phoneNumberId}/messages", SendAsync);
        folder.MapGet("/{mediaId}", Media);
        folder.MapGet("/bytes/{mediaId}", Bytes);
    }

    private static MetaPhone PhoneOf(MetaOptions options) => new(options.AppSecret, options.PhoneNumberId);

    private async Task<IResult> SendAsync(HttpRequest request)
    {
        if (!Authorised(request)) return Error(401, "190", "Invalid OAuth access token");
        if (await SandboxFields.JsonAsync(request).ConfigureAwait(false) is not { } body || body.Text("messaging_product") != "whatsapp") return Error(400, "100", "Invalid parameter");
        if (body.Text("status") == "read") return Results.Json(new { success = true });

        var message = Read(body, Definition.Name);
        if (message.To.Length == 0) return Error(400, "131008", "Required parameter is missing: to");
        if (WhatsAppRules.Broken(message) is { } broken) return Error(400, InvalidParameter, broken);

        var taken = state.Phones.Take(message, chance => "wamid.HBgM" + chance.Letters(24));
        return Results.Json(new
        {
            messaging_product = "whatsapp",
            contacts = new[] { new { input = taken.To, wa_id = taken.To } },
            messages = new[] { new { id = taken.ProviderId, message_status = "accepted" } },
        });
    }

    /// <param name="channel">Whose body it is: Gupshup takes the same one.</param>
    public static SandboxSent Read(JsonElement body, string channel)
    {
        var kind = body.Text("type");
        var to = body.Text("to").TrimStart('+');
        var message = new SandboxSent
        {
            Channel = channel,
            To = to.Length > 0 ? to : body.Text("recipient"),
            Kind = kind.Length > 0 ? kind : "text",
            Reference = body.Text("biz_opaque_callback_data"),
        };
        return kind switch
        {
            "interactive" => MetaInteractive.Read(message, body.At("interactive")),
            "image" or "video" or "document" =>
                message with { Text = body.Text(kind, "caption"), Link = body.Text(kind, "link"), FileName = body.Text(kind, "filename") },
            "location" => SandboxPlaces.Read(message, body.At("location")),
            "template" => MetaTemplate.Read(message, body.At("template")),
            _ => message with { Text = body.Text("text", "body") },
        };
    }

    private IResult Media(HttpRequest request, string mediaId)
    {
        if (!Authorised(request)) return Error(401, "190", "Invalid OAuth access token");
        if (state.Album.Find(mediaId) is not { } media) return Error(400, "100", "Unsupported get request. The media does not exist.");
        return Results.Json(new
        {
            messaging_product = "whatsapp",
            url = $"{request.Scheme}://{request.Host}{request.PathBase}/sandbox/meta/bytes/{mediaId}",
            mime_type = media.MimeType,
            sha256 = Convert.ToBase64String(SHA256.HashData(media.Bytes.Span)),
            file_size = media.Bytes.Length,
            id = mediaId,
        });
    }

    private IResult Bytes(HttpRequest request, string mediaId)
    {
        if (!Authorised(request)) return Results.StatusCode(401);
        return state.Album.Find(mediaId) is { } media ? Results.Bytes(media.Bytes, media.MimeType) : Results.NotFound();
    }

    private static bool Authorised(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { Length: > 7 } header && header.StartsWith("Bearer ", StringComparison.Ordinal);

    private static IResult Error(int status, string code, string details)
    {
        var number = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 131000;
        return Results.Json(new
        {
            error = new
            {
                message = $"(#{number}) {(parsed == 0 ? code : details)}",
                type = "OAuthException",
                code = number,
                error_data = new { messaging_product = "whatsapp", details = parsed == 0 ? code : details },
                fbtrace_id = "sandbox",
            },
        }, statusCode: status);
    }
}
