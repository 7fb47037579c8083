using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Host.Api.Homi;

/// <summary>Body of <c>otp_send</c> and <c>otp_resend</c>.</summary>
internal sealed record OtpRequest([property: JsonPropertyName("phone_number")] string PhoneNumber);

/// <summary>Body of <c>otp_verify</c>.</summary>
internal sealed record OtpVerification([property: JsonPropertyName("phone_number")] string PhoneNumber, [property: JsonPropertyName("otp")] string Otp);

/// <param name="LoanAmount">Rupees.</param>
/// <param name="LoanTenure">Years.</param>
/// <param name="Dob">DD/MM/YYYY, DD-MM-YYYY or YYYY-MM-DD.</param>
internal sealed record LeadRequest(
    [property: JsonPropertyName("loan_type")] string LoanType,
    [property: JsonPropertyName("loan_amount")] decimal LoanAmount,
    [property: JsonPropertyName("loan_tenure")] int LoanTenure,
    [property: JsonPropertyName("pan_number")] string PanNumber,
    [property: JsonPropertyName("first_name")] string FirstName,
    [property: JsonPropertyName("last_name")] string LastName,
    [property: JsonPropertyName("mobile_number")] string MobileNumber,
    [property: JsonPropertyName("email")] string Email,
    [property: JsonPropertyName("dob")] string Dob,
    [property: JsonPropertyName("pin_code")] string PinCode,
    [property: JsonPropertyName("gender")] string? Gender = null,
    [property: JsonPropertyName("consent")] LeadConsent? Consent = null);

/// <summary>What the person agreed to. Without it the lead is taken unless LEAD_CONSENT_REQUIRED is set; the header Consent-Required says so.</summary>
/// <param name="Given">Must be true: without the person's consent no data go to the lender.</param>
/// <param name="At">When the person agreed: RFC 3339 with an offset.</param>
/// <param name="Lender">Who gets the data, as the person was told.</param>
/// <param name="Purpose">What for, as the person was told; a credit score is named.</param>
/// <param name="Version">Your name for the wording, at most 64 characters.</param>
/// <param name="Language">The language that was asked in: en, hi.</param>
/// <param name="Data">Which data.</param>
/// <param name="Wording">The question as the person read it, at most 4000 characters.</param>
internal sealed record LeadConsent(
    [property: JsonPropertyName("given")] bool Given,
    [property: JsonPropertyName("at")] string At,
    [property: JsonPropertyName("lender")] string Lender,
    [property: JsonPropertyName("purpose")] string Purpose,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("language")] string Language,
    [property: JsonPropertyName("data")] string? Data = null,
    [property: JsonPropertyName("wording")] string? Wording = null);

/// <summary>One or both.</summary>
internal sealed record LeadStatusRequest(
    [property: JsonPropertyName("mobile_number")] string? MobileNumber = null,
    [property: JsonPropertyName("basic_application_id")] string? BasicApplicationId = null);

internal sealed record OtpAnswer(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("data")] OtpAnswerBody Data);

/// <param name="PhoneNumber">As it was given.</param>
/// <param name="Otp">In the sandbox only.</param>
internal sealed record OtpAnswerBody([property: JsonPropertyName("phone_number")] string PhoneNumber, [property: JsonPropertyName("otp")] string? Otp = null);

/// <param name="Notice"><c>opted_out</c>: the applicant wants no messages and got none; null otherwise.</param>
internal sealed record LeadCreatedAnswer(
    [property: JsonPropertyName("basic_application_id")] string BasicApplicationId,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("notice")] string? Notice = null);

/// <param name="Notice"><c>opted_out</c>: the applicant wants no messages and got none; null otherwise.</param>
internal sealed record LeadStatusAnswer(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("notice")] string? Notice = null);

internal sealed record OtpStatusAnswer(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("data")] OtpStatusBody Data);

/// <param name="Status"><c>accepted</c>, <c>queued</c>, <c>sent</c>, <c>delivered</c>, <c>read</c>, <c>failed</c>.</param>
internal sealed record OtpStatusBody([property: JsonPropertyName("reference")] string Reference, [property: JsonPropertyName("status")] string Status);

/// <summary>Every answer that is not 200.</summary>
/// <param name="Status"><c>Not Found</c> where a lead's status was asked for and there is none.</param>
internal sealed record ErrorAnswer(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("data")] ErrorDetails Data,
    [property: JsonPropertyName("status")] string? Status = null);

internal sealed record ErrorDetails
{
    /// <summary>As it was given.</summary>
    [JsonPropertyName("phone_number")]
    public string? PhoneNumber { get; init; }

    /// <summary>What to do about it, for a person.</summary>
    [JsonPropertyName("error")]
    public required string Error { get; init; }

    /// <summary>Stable, for a program.</summary>
    [JsonPropertyName("code")]
    public required string Code { get; init; }

    /// <summary>What is wrong with each field.</summary>
    [JsonPropertyName("errors")]
    public IReadOnlyDictionary<string, string>? Errors { get; init; }

    /// <summary>How often a code may still be tried.</summary>
    [JsonPropertyName("tries_left")]
    public int? TriesLeft { get; init; }

    /// <summary>Seconds; the same as the header Retry-After.</summary>
    [JsonPropertyName("retry_after")]
    public int? RetryAfter { get; init; }

    [JsonPropertyName("status")]
    public string? Status { get; init; }

    /// <summary>Names this request in the log.</summary>
    [JsonPropertyName("reference")]
    public string? Reference { get; init; }
}

[JsonSerializable(typeof(OtpAnswer))]
[JsonSerializable(typeof(OtpStatusAnswer))]
[JsonSerializable(typeof(LeadCreatedAnswer))]
[JsonSerializable(typeof(LeadStatusAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class HomiJson : JsonSerializerContext
{
    /// <summary>Readable text: these bodies are never part of a page, and say so.</summary>
    public static HomiJson Readable { get; } = new(
        new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });
}
