using System.Net;
using System.Net.Mail;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Desk.Live;

/// <summary>Mails that a person asks for a human, where <c>DESK_SMTP</c> names a server; over TLS unless that is this very machine.</summary>
internal sealed class AlertMail(IOptions<DeskOptions> options)
{
    private const int Submission = 587;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public bool IsOn => options.Value.Smtp.Length > 0;

    /// <exception cref="SmtpException">The server does not take it.</exception>
    public async Task SendAsync(string text, CancellationToken cancel)
    {
        var server = new Uri(options.Value.Smtp);
        using var client = new SmtpClient(server.Host, server.Port > 0 ? server.Port : Submission)
        {
            EnableSsl = !server.IsLoopback, Timeout = (int)Timeout.TotalMilliseconds,
        };
        if (server.UserInfo.Split(':', 2) is [{ Length: > 0 } name, var password])
            client.Credentials = new NetworkCredential(Uri.UnescapeDataString(name), Uri.UnescapeDataString(password));
        using var mail = new MailMessage(options.Value.AlertFrom, options.Value.AlertTo, "A person asks for a human", text);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(Timeout);
        await client.SendMailAsync(mail, time.Token);
    }
}
