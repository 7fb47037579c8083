using System.Security.Claims;
using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;
using Bot.Host.Access;
using Bot.Products.OneTimeCodes;

namespace Bot.Host.Api.Homi;

/// <summary>Sends, resends and verifies one-time codes for other programs.</summary>
/// <param name="store">Knows how far a message came; null where there is none.</param>
internal sealed class OtpEndpoints(ApiCodes codes, SendPermits permits, HomiOptions options, TimeProvider clock, ILogger<OtpEndpoints> log,
    IConversationStore? store = null)
{
    /// <summary>Where a message's state is asked for, with its reference behind it.</summary>
    public const string StatusPath = "/api_v1/otp_status";

    private const int LongestReference = 64;

    private static readonly InputType Code = InputTypes.BuiltIn.Find("otp6")!;

    public Task<HomiAnswer> SendAsync(HomiBody body, ClaimsPrincipal caller, CancellationToken cancel) => IssueAsync(body, caller, resend: false, cancel);

    public Task<HomiAnswer> ResendAsync(HomiBody body, ClaimsPrincipal caller, CancellationToken cancel) => IssueAsync(body, caller, resend: true, cancel);

    /// <summary>How far the message with a code came. Known by the reference alone: no number stands in the address.</summary>
    public async Task<HomiAnswer> StatusAsync(string reference, CancellationToken cancel)
    {
        if (reference.Length > LongestReference) return HomiEnvelope.NoSuchPath;

        DeliveryStatus? state;
        try
        {
            state = store is null ? null : await store.DeliveryOfAsync(CodeMessages.RowPrefix + reference, cancel);
        }
        catch (StoreUnavailableException)
        {
            return HomiAnswer.Away("The state of the message cannot be looked up; ask again later.");
        }

        return HomiAnswer.Ok(new OtpStatusAnswer(true, "OTP status", new(reference, state?.ToString().ToLowerInvariant() ?? "accepted")));
    }

    /// <summary>429 to a caller who asks for too many sends.</summary>
    public static HomiAnswer OverClientLimit(TimeSpan? wait, string? phone = null) =>
        HomiAnswer.Error(StatusCodes.Status429TooManyRequests, "Too many requests", "client_limit", "This caller sends too many OTPs.", phone, wait);

    public async Task<HomiAnswer> VerifyAsync(HomiBody body, ClaimsPrincipal caller, CancellationToken cancel)
    {
        var phone = body.Needed("phone_number", "Phone number", mayBeBlank: true);
        var code = body.Needed("otp", "OTP");
        if (body.Faults.Count > 0) return HomiAnswer.Invalid(body.Faults, Echo(body, phone));
        if (!IndianMobile.TryRead(phone, out var mobile)) return BadNumber(phone);

        // A text that is no code goes on as it is: it is told apart, and not counted.
        var tried = Code.Read(code, clock.GetUtcNow()) is Accepted accepted ? accepted.Value.Text : code;
        return await codes.VerifyAsync(caller.NameOf(), mobile, tried, cancel) switch
        {
            VerifyResult.Verified => HomiAnswer.Ok(new OtpAnswer(true, "OTP verified successfully", new(phone))),
            VerifyResult.Wrong wrong => Wrong(phone, wrong.TriesLeft),
            VerifyResult.TooMany many => HomiAnswer.Error(StatusCodes.Status429TooManyRequests, "Too many wrong attempts", "otp_too_many_tries", "This number may be verified again later.", phone, many.Wait),
            _ => HomiAnswer.Error(StatusCodes.Status404NotFound, "OTP not found or expired", "otp_not_found", "None is out for this number, or it is used, expired, replaced or was tried too often. Send a new one.", phone),
        };
    }

    private async Task<HomiAnswer> IssueAsync(HomiBody body, ClaimsPrincipal caller, bool resend, CancellationToken cancel)
    {
        var phone = body.Needed("phone_number", "Phone number", mayBeBlank: true);
        if (body.Faults.Count > 0) return HomiAnswer.Invalid(body.Faults, Echo(body, phone));
        if (!IndianMobile.TryRead(phone, out var mobile)) return BadNumber(phone);
        if (await permits.TakeAsync(caller.NameOf(), cancel) is { } wait) return OverClientLimit(wait, phone);

        var reference = Guid.CreateVersion7().ToString("N");
        var (sent, carried) = ("", "");
        SendFailure? refused = null;
        IssueResult issued;
        try
        {
            issued = await codes.IssueAsync(caller.NameOf(), mobile, reference, resend, CarryAsync, cancel);
        }
        catch (StoreUnavailableException away) when (sent.Length == 0)
        {
            log.LogWarning("No OTP could be kept, so none was sent: {Why}", away.Message);
            return HomiAnswer.Away("Nothing was sent, as the OTP could not be kept; send the same request again later.", phone);
        }

        return issued switch
        {
            IssueResult.Issued => HomiAnswer.Ok(new OtpAnswer(true, resend ? "OTP resent successfully" : "OTP sent successfully", new(phone, options.ExposeCode ? sent : null))) with { Location = $"{StatusPath}/{carried}" },
            IssueResult.AlreadyActive => HomiAnswer.Error(StatusCodes.Status409Conflict, "OTP already sent. Please wait for expiry or use resend endpoint.", "otp_active", "An OTP for this number is neither used nor expired.", phone),
            IssueResult.TooSoon soon => HomiAnswer.Error(StatusCodes.Status429TooManyRequests, "Please wait before requesting another OTP", "otp_too_soon", "The last OTP was sent to this number only just now.", phone, soon.Wait),
            IssueResult.TooMany many => HomiAnswer.Error(StatusCodes.Status429TooManyRequests, "Too many OTP requests", "otp_too_many", "This number had too many OTPs or wrong attempts within an hour.", phone, many.Wait),
            IssueResult.Spent spent => HomiAnswer.Error(StatusCodes.Status503ServiceUnavailable, "Failed to send OTP", "otp_day_limit", "This service has sent as many OTPs as it may in a day.", phone, spent.Wait),
            _ => NotSent(phone, refused!),
        };

        async Task<bool> CarryAsync(ICodeMessenger messenger, string name, string code)
        {
            (sent, carried) = (code, name);
            // Not the request's token: what is on its way is brought to its end, so that no code is left in doubt.
            var result = await messenger.SendAsync(mobile, code, name, CancellationToken.None);
            refused = (result as SendRefused)?.Failure;
            return refused is null;
        }
    }

    /// <summary>In our words: the provider's own may hold anything, and stay in the log.</summary>
    private static HomiAnswer NotSent(string phone, SendFailure failure)
    {
        const string message = "Failed to send OTP";
        if (failure.IsOptOut)
            return HomiAnswer.Error(StatusCodes.Status403Forbidden, message, "otp_opted_out", "The person wants no WhatsApp messages from this business (STOP); they can undo it by writing START.", phone);

        return failure.Action switch
        {
            FailureAction.SlowRecipient =>
                HomiAnswer.Error(StatusCodes.Status429TooManyRequests, message, "otp_recipient_busy", "WhatsApp takes no more messages for this number just now.", phone, failure.RetryAfter ?? TimeSpan.FromSeconds(6)),
            FailureAction.Retry or FailureAction.SlowChannel =>
                HomiAnswer.Error(StatusCodes.Status503ServiceUnavailable, message, "otp_provider_unavailable", "The messaging provider is not available; try again later.", phone, failure.RetryAfter ?? TimeSpan.FromSeconds(30)),
            _ => HomiAnswer.Error(StatusCodes.Status502BadGateway, message, "otp_not_sent", "The messaging provider did not take the message.", phone),
        };
    }

    private static HomiAnswer Wrong(string phone, int left) => new(StatusCodes.Status400BadRequest, new ErrorAnswer(false, "Invalid OTP", new()
    {
        PhoneNumber = phone,
        Error = left == 1 ? "1 try left." : $"{left} tries left.",
        Code = "otp_wrong",
        TriesLeft = left,
    }));

    private static HomiAnswer BadNumber(string phone) =>
        HomiAnswer.Error(StatusCodes.Status400BadRequest, "Invalid phone number format", "bad_number", "An Indian mobile number has 10 digits beginning with 6 to 9, with or without +91, 91, 0091 or 0 before them.", phone);

    private static string? Echo(HomiBody body, string phone) => body.Faults.ContainsKey("phone_number") ? null : phone;
}
