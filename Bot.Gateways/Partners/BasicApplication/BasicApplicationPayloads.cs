using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Inputs;
using Bot.Gateways.Http;
using Bot.Products.Leads;

namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>The JSON of the Basic Application API, both ways.</summary>
internal static class BasicApplicationPayloads
{
    // The default encoder writes ASCII only, so what is signed and what is sent cannot differ by an encoding.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write(LeadApplication lead, string requestId, BasicApplicationOptions options) => JsonSerializer.Serialize(new
    {
        gender = lead.Gender.Length == 0 ? null : SheetText.Of(lead.Gender),
        dateOfBirth = lead.DateOfBirth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z",
        annualIncome = 0,
        id = requestId,
        loanType = lead.LoanType,
        loanAmountReq = (long)decimal.Truncate(lead.Amount),
        customerId = options.CustomerId,
        firstName = SheetText.Of(lead.FirstName),
        lastName = SheetText.Of(lead.LastName),
        mobile = IndianMobile.National(lead.Mobile),
        email = SheetText.Of(lead.Email),
        pincode = lead.PinCode,
        city = "",
        district = "",
        state = "",
        createdFromPemId = "",
        pan = lead.Pan,
        remarks = options.Remarks,
        applicationAssignedToRm = "",
        isLeadPrefilled = true,
        includeCreditScore = true,
        loanTenure = lead.TenureYears,
    }, Json);

    /// <summary>The ids of a created lead; null when the answer has no application id.</summary>
    public static LeadCreation.Created? ReadCreated(string body)
    {
        var result = Read<Answer<CreatedResult>>(body)?.Result;
        return string.IsNullOrEmpty(result?.BasicAppId) ? null : new(result.BasicAppId, Text(result.Id), Text(result.PrimaryBorrower?.CustomerId), body);
    }

    /// <summary>The latest status: empty when there is none, null when the text is no answer of the partner's.</summary>
    public static string? ReadStatus(string body) => Read<Answer<ActivityRow>>(body) is { } answer ? answer.Result?.LatestStatus?.Trim() ?? "" : null;

    private static T? Read<T>(string body) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(AnswerJson.In(body), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Ids come as text or as numbers.
    private static string Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String or JsonValueKind.Number } found ? found.ToString() : "";

    private sealed record Answer<T>(T? Result);

    private sealed record CreatedResult(string? BasicAppId, JsonElement? Id, Borrower? PrimaryBorrower);

    private sealed record Borrower(JsonElement? CustomerId);

    private sealed record ActivityRow(string? LatestStatus);
}
