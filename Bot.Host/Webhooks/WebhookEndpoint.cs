using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host.Http;
using Bot.Host.Observability;

namespace Bot.Host.Webhooks;

/// <summary>One webhook call: read, proved, understood, committed, acknowledged, in this order.</summary>
internal sealed class WebhookEndpoint(WebhookOptions options, IInboundDispatcher dispatcher, IHostApplicationLifetime life, TimeProvider clock,
    ILogger<WebhookEndpoint> log)
{
    /// <summary>Bytes. Meta's largest payload: 3 MB.</summary>
    public const int BodyLimit = 3 * 1024 * 1024;

    /// <summary>Gupshup waits 10 seconds; an answer after that is none.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    private readonly MinuteCounts _refusals = new(clock);

    /// <summary>A call to one channel's own address.</summary>
    public async Task HandleAsync(WebhookChannel source, HttpContext context)
    {
        if (await ReadAsync(context) is not { } request)
            return;
        if (!source.Authorises(context, request))
            await RefuseAsync(context, source);
        else
            await TakeAsync(source, request, context);
    }

    /// <summary>A call to the common address: taken by the first channel that recognises it and finds it authentic.</summary>
    public async Task HandleAnyAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } request)
            return;
        var candidates = options.Channels.Where(source => source.Channel.Recognises(request)).ToList();
        if (candidates.Count == 0)
            await WebhookAnswer.RefusedAsync(context, StatusCodes.Status400BadRequest, $"This is no event of {options.Names}: none of them writes a body like this.");
        else if (candidates.Find(source => source.Authorises(context, request)) is { } authentic)
            await TakeAsync(authentic, request, context);
        else
            await RefuseAsync(context, candidates[0]);
    }

    private async Task<WebhookRequest?> ReadAsync(HttpContext context)
    {
        if (life.ApplicationStopping.IsCancellationRequested)
        {
            await WebhookAnswer.LaterAsync(context, "The host is stopping. Please deliver this again.");
            return null;
        }

        var body = (await RequestBody.ReadAsync(context, BodyLimit)).KeptFor(context);
        if (body.Failure is null)
            return new(body.Bytes, name => context.Request.Headers[name].ToString(), name => context.Request.Query[name].ToString());
        await WebhookAnswer.UnreadAsync(context, body.Failure, "3 MB");
        return null;
    }

    /// <summary>Counted each time, told once a minute and address: a stranger fills no log.</summary>
    private Task RefuseAsync(HttpContext context, WebhookChannel source)
    {
        HostTelemetry.Refused(source.Channel.Name, "unproved");
        if (_refusals.Count(context) == 1)
        {
            log.LogWarning("A call to the {Channel} webhook from {CallerAddress} was refused: it proves no knowledge of our secret", source.Channel.Name,
                context.Connection.RemoteIpAddress);
        }

        return WebhookAnswer.RefusedAsync(context, StatusCodes.Status401Unauthorized, source.HasSecret
            ? "The signature or secret of this request is missing or wrong."
            : "No secret is set for this channel, so only local calls are taken.");
    }

    private async Task TakeAsync(WebhookChannel source, WebhookRequest request, HttpContext context)
    {
        var channel = source.Channel;
        var content = channel.Read(request);
        if (content.Broken is { } broken)
        {
            HostTelemetry.Refused(channel.Name, "broken");
            log.LogWarning("A body from {Channel} cannot be read: {Reason}", channel.Name, broken);
            await WebhookAnswer.RefusedAsync(context, StatusCodes.Status400BadRequest, broken);
            return;
        }

        var events = Relevant(channel, content.Events);
        if (events.Count == 0 || await CommitAsync(channel, events, context))
            await WebhookAnswer.TakenAsync(context, source.Traits.WantsEmptyAnswer);
        else
        {
            HostTelemetry.Refused(channel.Name, "later");
            await WebhookAnswer.LaterAsync(context, "This could not be stored. Please deliver it again.");
        }
    }

    /// <summary>What is acted on; nearly always all of it.</summary>
    private IReadOnlyList<ChannelEvent> Relevant(IChannel channel, IReadOnlyList<ChannelEvent> events)
    {
        if (events is [not EventIgnored]) return events;

        foreach (var ignored in events.OfType<EventIgnored>())
            log.LogInformation("{Channel} told of {Kind}, which nothing here acts on", channel.Name, ignored.Kind);
        return [.. events.Where(happened => happened is not EventIgnored)];
    }

    /// <summary>The caller hanging up does not stop a commit: what is half done would only be delivered again.</summary>
    private async Task<bool> CommitAsync(IChannel channel, IReadOnlyList<ChannelEvent> events, HttpContext context)
    {
        using var limit = new CancellationTokenSource(Timeout);
        using var span = HostTelemetry.Webhook(channel.Name, context.Request.Headers);
        using var lines = events is [MessageReceived only] ? Correlation.Follow(only.Id) : Correlation.Begin(Correlation.New());
        try
        {
            await dispatcher.DispatchAsync(events, limit.Token);
            return true;
        }
        catch (QueueFullException)
        {
            log.LogWarning("A storm of messages from one person on {Channel}: some are turned away, to be delivered again", channel.Name);
            return false;
        }
        catch (OverloadedException)
        {
            // Counted and alarmed where it is held back; a line for each would be more load.
            return false;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "{Count} events of {Channel} were not stored; the provider is asked to deliver them again", events.Count, channel.Name);
            return false;
        }
    }
}
