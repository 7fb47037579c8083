using System.Net.Http.Json;
using System.Net.Mail;
using System.Threading.Channels;
using Bot.Engine.Sessions;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Desk.Live;

/// <summary>
/// Tells <c>DESK_ALERT_URL</c> by a POST that a person asks for a human: <c>{"session_id","flow","state","since","text"}</c>, nothing that is personal; and
/// mails the text. Both are tried three times; the inbox shows the person in any case.
/// </summary>
internal sealed class HumanAlerts(IOptions<DeskOptions> options, IHttpClientFactory clients, AlertMail mail, ILogger<HumanAlerts> log) : BackgroundService
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = "desk-alerts";

    private const int MostWaiting = 1_000;
    private const int Tries = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Channel<HumanAlert> _waiting =
        Channel.CreateBounded<HumanAlert>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Ask(Session session)
    {
        if (options.Value.AlertUrl.Length == 0 && !mail.IsOn) return;

        var (flow, state) = session.Top is { } top ? (top.Flow, top.State) : ("", "");
        var place = flow.Length > 0 ? $" in {flow} at {state}" : "";
        _waiting.Writer.TryWrite(new(session.Id, flow, state, session.HumanSince, $"A person asks for a human{place}: /desk#{session.Id}"));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var alert in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            if (options.Value.AlertUrl.Length > 0) await TryAsync(() => PostAsync(alert, stoppingToken), stoppingToken);
            if (mail.IsOn) await TryAsync(() => MailAsync(alert, stoppingToken), stoppingToken);
        }
    }

    private static async Task TryAsync(Func<Task<bool>> send, CancellationToken cancel)
    {
        for (var tries = 1; !await send() && tries < Tries; tries++) await Task.Delay(Pause, cancel);
    }

    private async Task<bool> MailAsync(HumanAlert alert, CancellationToken cancel)
    {
        try
        {
            await mail.SendAsync(alert.Text, cancel);
            return true;
        }
        catch (Exception failure) when (failure is SmtpException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            log.LogWarning("DESK_SMTP did not take a mail: {Why}", failure.Message);
            return false;
        }
    }

    private async Task<bool> PostAsync(HumanAlert alert, CancellationToken cancel)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.PostAsJsonAsync(options.Value.AlertUrl, alert, cancel);
            if (answer.IsSuccessStatusCode) return true;

            log.LogWarning("DESK_ALERT_URL answered {Status}", (int)answer.StatusCode);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            log.LogWarning("DESK_ALERT_URL could not be told: {Why}", failure.Message);
        }

        return false;
    }

    /// <summary>What stands on the wire.</summary>
    private sealed record HumanAlert(
        [property: System.Text.Json.Serialization.JsonPropertyName("session_id")] string SessionId, string Flow, string State, DateTimeOffset? Since, string Text);
}
