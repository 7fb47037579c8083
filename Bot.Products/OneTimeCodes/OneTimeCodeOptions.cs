using System.Text.RegularExpressions;
using Bot.Products.Notices;
using Microsoft.Extensions.Options;

namespace Bot.Products.OneTimeCodes;

/// <summary>The one-time codes that prove a mobile number, and the text of the agents' login code.</summary>
public sealed record OneTimeCodeOptions
{
    private const int Digits = 6;
    private const int SendsPerHour = 5;

    /// <summary>
    /// How long a code over WhatsApp may be used, 1 to 60 minutes. Default 3 minutes: long enough to change apps, short enough that a code seen later is
    /// worthless. Set by <c>OTP_EXPIRY_MINUTES</c>.
    /// </summary>
    public TimeSpan Expiry { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// How long a person waits before another code may be asked for, 0 to 3,600 seconds. Default 30 seconds: a message mostly arrives within. Set by
    /// <c>OTP_RESEND_SECONDS</c>.
    /// </summary>
    public TimeSpan ResendAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The approved template that carries a code; its one parameter is the code. Set by <c>GUPSHUP_WHATSAPP_OTP_TEMPLATE_ID</c> and
    /// <c>GUPSHUP_WHATSAPP_OTP_SRC_NAME</c>. Default: an id that only the sandbox takes.
    /// </summary>
    public NoticeTemplate Template { get; set; } = new("sandbox-otp");

    /// <summary>
    /// Text of the agents' login code by SMS; <c>{code}</c> is replaced. Default: the text registered for the owner (TRAI content template); another text is
    /// not delivered unless it is registered too.
    /// </summary>
    public string LoginText { get; set; } = SendLoginCode.DefaultText;

    /// <summary>
    /// Digits of the agents' login code, 4 to 6. Default 4, as the owner's documents say; NIST SP 800-63B-4, 3.1.3.2, wants 6. Set by
    /// <c>LOGIN_CODE_DIGITS</c>.
    /// </summary>
    public int LoginDigits { get; set; } = SendLoginCode.Policy.Digits;

    /// <summary>
    /// Login codes that the deployment sends by SMS in a day (UTC), over all hosts; 0 for no limit. Default 10,000. At 80 % there is a warning. Set by
    /// <c>OTP_SMS_DAY_LIMIT</c>.
    /// </summary>
    public int SmsDayLimit { get; set; } = 10_000;

    /// <summary>
    /// As <see cref="SmsDayLimit"/> for codes over WhatsApp: those of the API and of chats. Default 10,000. Set by <c>OTP_WHATSAPP_DAY_LIMIT</c>.
    /// </summary>
    public int WhatsAppDayLimit { get; set; } = 10_000;

    /// <summary>The bounds of login codes: <see cref="LoginDigits"/>, 5 minutes, 10 sends an hour to a number and 5 of an asker.</summary>
    public CodePolicy LoginPolicy => SendLoginCode.Policy with { Digits = LoginDigits };

    /// <summary>
    /// The wording as it is registered (DLT), with its variable as <c>{#numeric#}</c>: <see cref="LoginText"/> must be the same with <c>{code}</c> in its
    /// place, for an operator drops any other text without a word. Set by <c>LOGIN_CODE_DLT_WORDING</c>. Default: empty, nothing is compared.
    /// </summary>
    public string LoginWording { get; set; } = "";

    /// <summary>The bounds of codes over WhatsApp: 6 digits, 5 sends an hour, with <see cref="Expiry"/> and <see cref="ResendAfter"/>.</summary>
    /// <remarks>Askers are programs with a key, limited by <c>OTP_CLIENT_LIMIT</c>; see <see cref="ChatPolicy"/> for people.</remarks>
    public CodePolicy WhatsAppPolicy => new(Digits, Expiry, ResendAfter, SendsPerHour);

    /// <summary>As <see cref="WhatsAppPolicy"/> for codes that people ask for in a chat: 5 sends and 10 wrong tries an hour over all numbers.</summary>
    public CodePolicy ChatPolicy => WhatsAppPolicy with { AskerSendsPerHour = SendsPerHour };
}

/// <summary>Reports every fault of <see cref="OneTimeCodeOptions"/> at once.</summary>
internal sealed partial class OneTimeCodeOptionsValidator : IValidateOptions<OneTimeCodeOptions>
{
    private static readonly TimeSpan LongestExpiry = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestResend = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, OneTimeCodeOptions options)
    {
        string?[] faults =
        [
            options.Expiry < TimeSpan.FromMinutes(1) || options.Expiry > LongestExpiry ? "OTP_EXPIRY_MINUTES: must be a whole number from 1 to 60; write e.g. OTP_EXPIRY_MINUTES=3" : null,
            options.ResendAfter < TimeSpan.Zero || options.ResendAfter > LongestResend ? "OTP_RESEND_SECONDS: must be a whole number from 0 to 3600; write e.g. OTP_RESEND_SECONDS=30" : null,
            options.Template.Id.Length == 0 ? "GUPSHUP_WHATSAPP_OTP_TEMPLATE_ID: names no template; write the UUID of the approved one" : null,
            options.LoginDigits is < 4 or > 6 ? "LOGIN_CODE_DIGITS: must be a whole number from 4 to 6; write e.g. LOGIN_CODE_DIGITS=6" : null,
            options.SmsDayLimit < 0 ? "OTP_SMS_DAY_LIMIT: must not be negative; write 0 for no limit" : null,
            options.WhatsAppDayLimit < 0 ? "OTP_WHATSAPP_DAY_LIMIT: must not be negative; write 0 for no limit" : null,
            options.LoginText.Split("{code}").Length == 2 ? null : "LOGIN_CODE_TEXT: must have {code} once, where the code is put",
            WordingFault(options),
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    /// <summary>Operators compare what is sent with what is registered, sign by sign; only its variables may differ (TRAI).</summary>
    private static string? WordingFault(OneTimeCodeOptions options)
    {
        if (options.LoginWording.Length == 0) return null;

        var variables = Variable().Count(options.LoginWording);
        if (variables != 1) return $"LOGIN_CODE_DLT_WORDING: has {variables} variables, and the login code fills one; write the registered wording with one {{#numeric#}}";
        return Variable().Replace(options.LoginWording, "{code}") == options.LoginText
            ? null
            : "LOGIN_CODE_DLT_WORDING: is another text than LOGIN_CODE_TEXT; both must be the same, with {#numeric#} here where {code} stands there";
    }

    [GeneratedRegex(@"\{#[a-z]+#\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
