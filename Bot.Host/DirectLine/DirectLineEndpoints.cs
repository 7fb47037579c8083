using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host.Http;
using Bot.Host.Observability;

namespace Bot.Host.DirectLine;

/// <summary>Direct Line 3.0 over HTTP: tokens, conversations, activities, files.</summary>
/// <remarks>Source: Bot Framework Direct Line API 3.0, and what botframework-directlinejs 0.15 does with it.</remarks>
internal sealed class DirectLineEndpoints(
    DirectLineAccess access, DirectLineTokens tokens, ConversationLog log, DirectLineIntake intake, UploadForm uploads, PhotoAnswers photos, TimeProvider clock,
    ILogger<DirectLineEndpoints> trouble)
{
    /// <summary>Bytes of an activity.</summary>
    private const int ActivityLimit = 64 * 1024;

    private const int LongestUser = 64;

    /// <summary>A website's server asks for a token, for a user of its choice.</summary>
    public async Task GenerateAsync(HttpContext context)
    {
        if (!await access.HasSecretAsync(context) || await BodyAsync(context, ActivityLimit) is not { } body) return;
        if (UserIn(body) is not { } user) await DirectLineAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, "BadArgument", $"user.id is a text of at most {LongestUser} characters.");
        else await DirectLineAnswer.WriteAsync(context, StatusCodes.Status200OK, Opened(context, DirectLineCaller.New(user), withStream: false));
    }

    public async Task RefreshAsync(HttpContext context)
    {
        if (await access.CallerAsync(context, null) is { } caller)
            await DirectLineAnswer.WriteAsync(context, StatusCodes.Status200OK, Opened(context, caller, withStream: false));
    }

    /// <summary>Begins the conversation of a token, or one of its own for a caller with the secret.</summary>
    public async Task StartAsync(HttpContext context)
    {
        DirectLineCaller? caller;
        if (!access.ShowsSecret(context.Request)) caller = await access.CallerAsync(context, null);
        else caller = await BodyAsync(context, ActivityLimit) is { } body ? DirectLineCaller.New(UserIn(body) ?? "") : null;
        if (caller is not null) await DirectLineAnswer.WriteAsync(context, StatusCodes.Status201Created, Opened(context, caller));
    }

    /// <summary>A page comes back: its new socket begins at the watermark it has.</summary>
    public async Task ReconnectAsync(HttpContext context)
    {
        if (await CallerAsync(context) is { } caller) await DirectLineAnswer.WriteAsync(context, StatusCodes.Status200OK, Opened(context, caller));
    }

    /// <summary>Always 200 for a caller with a token: at any other answer Web Chat stops asking, for good.</summary>
    public async Task PollAsync(HttpContext context)
    {
        if (await CallerAsync(context) is not { } caller) return;
        var view = new ActivityView(ActivityView.WatermarkOf(context.Request.Query["watermark"].ToString()), []);
        try
        {
            var conversation = await log.OpenAsync(caller.Conversation, context.RequestAborted);
            await intake.DeliveredAsync(caller.Conversation, conversation, view.Watermark, context.RequestAborted);
            view = ActivityView.Of(conversation, view.Watermark, clock.GetUtcNow());
        }
        catch (Exception away) when (!context.RequestAborted.IsCancellationRequested)
        {
            trouble.LogWarning("A conversation of Direct Line could not be read: {Reason}", away.Message);
        }

        await DirectLineAnswer.WriteAsync(context, StatusCodes.Status200OK, view.Write(caller.Conversation, access.AddressOf(context.Request)));
    }

    public async Task PostAsync(HttpContext context)
    {
        if (await CallerAsync(context) is not { } caller || !await access.MaySayAsync(context, caller)) return;
        if (await BodyAsync(context, ActivityLimit) is { } body) await TakeAsync(context, caller, SaidActivity.Read(body, caller, []));
    }

    /// <summary>Files with the activity that goes with them. The user is the token's, not the query's.</summary>
    public async Task UploadAsync(HttpContext context)
    {
        if (await CallerAsync(context) is not { } caller || !await access.MaySayAsync(context, caller)) return;
        if (await BodyAsync(context, UploadForm.Limit) is not { } body) return;
        if (await uploads.ReadAsync(body, context.Request.ContentType, context.RequestAborted) is not { } form)
        {
            await DirectLineAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, "BadArgument", "An upload has the parts of a form: files, and one activity.");
            return;
        }

        await TakeAsync(context, caller, SaidActivity.Read(form.Activity, caller, form.Files));
    }

    /// <summary>A photo that was sent, for those who know its address.</summary>
    public Task FileAsync(HttpContext context) => photos.ServeAsync(context, (string)context.Request.RouteValues["file"]!);

    /// <summary>What a client is told of its conversation.</summary>
    public object Opened(HttpContext context, DirectLineCaller caller, bool withStream = true)
    {
        var (token, seconds) = (tokens.Issue(caller), (int)tokens.Life.TotalSeconds);
        if (!withStream) return new { conversationId = caller.Conversation, token, expires_in = seconds };

        // A page that has a watermark has said so; a new one is told everything.
        var watermark = ActivityView.WatermarkOf(context.Request.Query["watermark"].ToString());
        var stream = $"ws{access.AddressOf(context.Request)["http".Length..]}/conversations/{caller.Conversation}/stream?watermark={watermark}&t={token}";
        return new { conversationId = caller.Conversation, token, expires_in = seconds, streamUrl = stream };
    }

    private Task<DirectLineCaller?> CallerAsync(HttpContext context) => access.CallerAsync(context, (string)context.Request.RouteValues["conversation"]!);

    private async Task TakeAsync(HttpContext context, DirectLineCaller caller, SaidActivity? said)
    {
        if (said is null)
        {
            await DirectLineAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, "BadArgument", "The body is no activity, or its text is longer than 4096 characters.");
            return;
        }

        using var span = HostTelemetry.Webhook(DirectLineChannel.ChannelName, context.Request.Headers);
        using var lines = Correlation.Begin(Correlation.New());
        try
        {
            var id = await intake.TakeAsync(caller, said);
            await DirectLineAnswer.WriteAsync(context, StatusCodes.Status200OK, new { id });
        }
        catch (QueueFullException)
        {
            await DirectLineAnswer.RefuseAsync(context, StatusCodes.Status429TooManyRequests, "TooManyMessages", "The conversation has too many messages waiting.");
        }
        catch (OverloadedException)
        {
            await DirectLineAnswer.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "ServiceError", "Too many people are writing at once. Please send it again.");
        }
        catch (Exception failure)
        {
            HostTelemetry.Refused(DirectLineChannel.ChannelName, "later");
            trouble.LogError(failure, "A message of Direct Line was not stored; the page says that it was not sent");
            await DirectLineAnswer.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "ServiceError", "This could not be stored. Please send it again.");
        }
    }

    /// <summary>Null after the request was refused.</summary>
    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContext context, int limit)
    {
        var body = (await RequestBody.ReadAsync(context, limit)).KeptFor(context);
        if (body.Failure is null) return body.Bytes;

        await (body.Failure switch
        {
            RequestFailure.TooLarge => DirectLineAnswer.RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "BadRequest", "The body is too large."),
            RequestFailure.Busy => DirectLineAnswer.LaterAsync(context, Sentences.Busy),
            _ => DirectLineAnswer.RefuseAsync(context, StatusCodes.Status408RequestTimeout, "BadRequest", "The body did not come in time."),
        });
        return null;
    }

    /// <summary>The user that a server names; empty when it names none, null when it is no user's id.</summary>
    private static string? UserIn(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty) return "";

        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
            if (!json.RootElement.TryGetProperty("user", out var user) && !json.RootElement.TryGetProperty("User", out user)) return "";
            return user.ValueKind == JsonValueKind.Object && user.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: <= LongestUser } named ? named : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
