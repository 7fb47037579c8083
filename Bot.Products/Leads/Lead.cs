using System.Text.Json.Serialization;

namespace Bot.Products.Leads;

/// <summary>A lead that the lender took. Kept as a record of kind <c>lead</c> under its application id, with the columns of the seed's schema.</summary>
public sealed record Lead
{
    /// <summary>The lender's id of it; unique.</summary>
    [JsonPropertyName("basic_application_id")]
    public required string ApplicationId { get; init; }

    public string CustomerId { get; init; } = "";

    public string RelationId { get; init; } = "";

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    /// <summary>Canonical: <c>+91</c> and 10 digits.</summary>
    public required string MobileNumber { get; init; }

    public required string Email { get; init; }

    public required string PanNumber { get; init; }

    /// <summary>Code: HL, LAP, PL, BL, CL, EL.</summary>
    public required string LoanType { get; init; }

    /// <summary>Rupees.</summary>
    public required decimal LoanAmount { get; init; }

    /// <summary>Years.</summary>
    public required int LoanTenure { get; init; }

    /// <summary>Null when it was not given.</summary>
    public string? Gender { get; init; }

    public required DateOnly Dob { get; init; }

    public required string PinCode { get; init; }

    /// <summary>The consent that the person gave; empty where another program did not tell, and in records of earlier builds.</summary>
    public string ConsentId { get; init; } = "";

    /// <summary>What the lender answered, as it came.</summary>
    [JsonPropertyName("basic_api_response")]
    public string LenderAnswer { get; init; } = "";

    /// <summary><c>created</c>, then the status that the lender told last.</summary>
    public string Status { get; init; } = "created";

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonIgnore]
    public string Name => LastName is "" or LeadDraft.NoLastName ? FirstName : $"{FirstName} {LastName}";

    public static Lead Of(LeadApplication application, LeadCreation.Created created, string consentId, DateTimeOffset now) => new()
    {
        ApplicationId = created.ApplicationId,
        CustomerId = created.CustomerId,
        RelationId = created.RelationId,
        FirstName = application.FirstName,
        LastName = application.LastName,
        MobileNumber = application.Mobile,
        Email = application.Email,
        PanNumber = application.Pan,
        LoanType = application.LoanType,
        LoanAmount = application.Amount,
        LoanTenure = application.TenureYears,
        Gender = application.Gender.Length > 0 ? application.Gender : null,
        Dob = application.DateOfBirth,
        PinCode = application.PinCode,
        ConsentId = consentId,
        LenderAnswer = created.Raw,
        CreatedAt = now,
        UpdatedAt = now,
    };
}
