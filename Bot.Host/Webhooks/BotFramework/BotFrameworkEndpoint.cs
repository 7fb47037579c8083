using Bot.Engine.Abstractions;
using Bot.Gateways.Channels.BotFramework;
using Bot.Host.Access;
using Bot.Host.Http;
using Bot.Host.Observability;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Host.Webhooks.BotFramework;

/// <summary><c>POST /api/messages</c>: the SDK's adapter reads the activity and checks its token.</summary>
/// <remarks>Made at the first activity, so that a start loads nothing of the SDK.</remarks>
internal sealed class BotFrameworkEndpoint(IServiceProvider services, IHttpClientFactory clients, IOptions<BotFrameworkOptions> bound,
    TimeProvider clock, ILogger<BotFrameworkEndpoint> log)
{
    /// <summary>Bytes. The service's own limit for a message: 256 KB.</summary>
    private const int BodyLimit = 256 * 1024;

    /// <summary>What IdentityModel calls that there is no configuration to be had.</summary>
    private const string NoKeys = "IDX20803";

    private readonly OncePerMinute _keysAway = new();
    private readonly CloudAdapter _adapter = new(BotFrameworkLogin.Of(bound.Value, clients));
    private readonly BotFrameworkBot _bot = new(services.GetRequiredService<IReadOnlyDictionary<string, IChannel>>()[BotFrameworkGateway.Definition.Name],
        services.GetRequiredService<IInboundDispatcher>(), services.GetRequiredService<ILogger<BotFrameworkBot>>());

    public async Task HandleAsync(HttpContext context)
    {
        if (bound.Value.AppId.Length == 0 && !LocalCaller.Is(context))
        {
            HostTelemetry.Refused(BotFrameworkGateway.Definition.Name, "unproved");
            await WebhookAnswer.RefusedAsync(context, StatusCodes.Status401Unauthorized, "No registration is set for this bot, so only local calls are taken.");
            return;
        }

        // A token that no service signs so is refused without asking anybody for keys.
        if (bound.Value.AppId.Length > 0 && !SignedToken.IsPossible(context.Request.Headers.Authorization.ToString()))
        {
            HostTelemetry.Refused(BotFrameworkGateway.Definition.Name, "unproved");
            await WebhookAnswer.RefusedAsync(context, StatusCodes.Status401Unauthorized, "The token of this request is wrong.");
            return;
        }

        var body = (await RequestBody.ReadAsync(context, BodyLimit)).KeptFor(context);
        if (body.Failure is not null)
        {
            await WebhookAnswer.UnreadAsync(context, body.Failure, "256 KB");
            return;
        }

        context.Request.Body = new MemoryStream(body.Bytes.ToArray(), writable: false);
        using var span = HostTelemetry.Webhook(BotFrameworkGateway.Definition.Name, context.Request.Headers);
        try
        {
            await _adapter.ProcessAsync(context.Request, context.Response, _bot, CancellationToken.None);
            if (context.Response.StatusCode == StatusCodes.Status401Unauthorized) HostTelemetry.Refused(BotFrameworkGateway.Definition.Name, "unproved");
        }
        catch (Newtonsoft.Json.JsonException)
        {
            await WebhookAnswer.RefusedAsync(context, StatusCodes.Status400BadRequest, "The body is no activity.");
        }
        catch (Exception unproved) when (unproved is SecurityTokenException or ArgumentException)
        {
            // Most of what is wrong with a token the SDK answers itself; one that nothing signs it throws.
            HostTelemetry.Refused(BotFrameworkGateway.Definition.Name, "unproved");
            await WebhookAnswer.RefusedAsync(context, StatusCodes.Status401Unauthorized, "The token of this request is wrong.");
        }
        catch (InvalidOperationException away) when (away.Message.StartsWith(NoKeys, StringComparison.Ordinal))
        {
            // Anybody may send a token that looks right: who does so without end fills no log.
            HostTelemetry.Refused(BotFrameworkGateway.Definition.Name, "later");
            if (_keysAway.IsDue(clock.GetUtcNow())) log.LogError("The keys that sign the Bot Framework's tokens cannot be fetched, so activities wait: {Why}", away.Message);
            await WebhookAnswer.LaterAsync(context, "The token cannot be checked now. Please deliver it again.");
        }
        catch (Exception failure)
        {
            HostTelemetry.Refused(BotFrameworkGateway.Definition.Name, "later");
            log.LogError(failure, "An activity was not stored; the person is told by the service that it failed");
            if (!context.Response.HasStarted) await WebhookAnswer.LaterAsync(context, "This could not be stored. Please deliver it again.");
        }
    }
}
