using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bot.Engine.Inputs;

namespace Bot.Products.Leads;

/// <summary>A loan application as it was given: any field may be missing or wrong. <see cref="Read"/> tells every fault at once.</summary>
/// <remarks>Rules: shared specification "Lead validation", with its "Proposed additions".</remarks>
public sealed record LeadDraft
{
    /// <summary>100 crore rupees.</summary>
    public const decimal LargestAmount = 1_000_000_000;

    /// <summary>What the lender takes for an applicant who has one name only, and what other programs send for one.</summary>
    public const string NoLastName = ".";

    /// <summary>Years.</summary>
    public const int LongestTenure = 40;

    /// <summary>What to say about a number that is none.</summary>
    public const string MobileRule = "Mobile number must be 10 digits beginning with 6 to 9, with or without +91, 91, 0091 or 0 before them";

    private const int LongestName = 100;
    private const int LongestGender = 20;
    private const int LeastLetters = 2;

    private static readonly InputType PanType = InputTypes.BuiltIn.Find("pan")!;
    private static readonly InputType EmailType = InputTypes.BuiltIn.Find("email")!;
    private static readonly InputType PinCodeType = InputTypes.BuiltIn.Find("pinCode")!;
    private static readonly InputType BirthType = InputTypes.BuiltIn.Find("dateOfBirth")!;

    /// <summary>A code or a name, see <see cref="LoanType.TryParse"/>.</summary>
    public string? LoanType { get; init; }

    /// <summary>Rupees; rounded to paise.</summary>
    public decimal? Amount { get; init; }

    public decimal? TenureYears { get; init; }

    public string? Pan { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    /// <summary>May be missing.</summary>
    public string? Gender { get; init; }

    /// <summary>In any form of <see cref="IndianMobile"/>.</summary>
    public string? Mobile { get; init; }

    public string? Email { get; init; }

    /// <summary>DD/MM/YYYY, DD-MM-YYYY or YYYY-MM-DD.</summary>
    public string? DateOfBirth { get; init; }

    public string? PinCode { get; init; }

    /// <param name="now">Decides the applicant's age, by the calendar day in India.</param>
    /// <param name="words">The names of the months; null for none.</param>
    public LeadReading Read(DateTimeOffset now, IAnswerWords? words = null)
    {
        var faults = ImmutableArray.CreateBuilder<LeadFault>();
        var type = ReadLoanType(faults);
        var amount = ReadAmount(faults);
        var tenure = ReadTenure(faults);
        var pan = ReadTyped(faults, "pan_number", "PAN number", Pan, PanType, "PAN number must be in format: ABCDE1234F", now);
        var mobile = ReadMobile(faults);
        var pin = ReadTyped(faults, "pin_code", "PIN code", PinCode, PinCodeType, "PIN code must be 6 digits, the first of them 1 to 9", now);
        var first = ReadName(faults, "first_name", "First name", FirstName);
        var last = WithoutNone(ReadName(faults, "last_name", "Last name", LastName), words);
        if (first.Length > 0 && Letters(first) + Letters(last) < LeastLetters) faults.Add(new("first_name", $"First and last name must have at least {LeastLetters} letters"));
        var email = ReadTyped(faults, "email", "Email", Email, EmailType, "Email must be an address like name@example.com", now);
        var birth = ReadBirth(faults, now, words);
        var gender = ChatText.Prose(Gender ?? "");
        if (gender.Length > LongestGender) faults.Add(new("gender", $"Gender must be at most {LongestGender} characters"));

        return faults.Count > 0
            ? new LeadReading.Faulty(faults.ToImmutable())
            : new LeadReading.Valid(new(type!.Code, amount, tenure, pan, first, last, gender, mobile, email, birth, pin));
    }

    private LoanType? ReadLoanType(ImmutableArray<LeadFault>.Builder faults)
    {
        if (LoanType is null) faults.Add(new("loan_type", "Loan type is required"));
        else if (Leads.LoanType.TryParse(LoanType, out var type)) return type;
        else faults.Add(new("loan_type", "Invalid loan type"));
        return null;
    }

    private decimal ReadAmount(ImmutableArray<LeadFault>.Builder faults)
    {
        var fault = Amount switch
        {
            null => "Loan amount is required",
            <= 0 => "Loan amount must be greater than 0",
            // The lender takes whole rupees; less than one would arrive as nothing.
            < 1 => "Loan amount must be at least 1 rupee",
            > LargestAmount => "Loan amount must be at most 1000000000 (100 crore)",
            _ => null,
        };
        if (fault is null) return decimal.Round(Amount!.Value, 2);

        faults.Add(new("loan_amount", fault));
        return 0;
    }

    private int ReadTenure(ImmutableArray<LeadFault>.Builder faults)
    {
        var fault = TenureYears switch
        {
            null => "Loan tenure is required",
            <= 0 => "Loan tenure must be greater than 0",
            > LongestTenure => "Loan tenure must be at most 40 years",
            { } years when years != decimal.Truncate(years) => "Loan tenure must be a whole number of years",
            _ => null,
        };
        if (fault is null) return (int)TenureYears!.Value;

        faults.Add(new("loan_tenure", fault));
        return 0;
    }

    private string ReadMobile(ImmutableArray<LeadFault>.Builder faults)
    {
        if (IndianMobile.TryRead(Mobile, out var mobile)) return mobile;

        faults.Add(new("mobile_number", Mobile is null ? "Mobile number is required" : MobileRule));
        return "";
    }

    private DateOnly ReadBirth(ImmutableArray<LeadFault>.Builder faults, DateTimeOffset now, IAnswerWords? words)
    {
        if (DateOfBirth is null)
        {
            faults.Add(new("dob", "Date of birth is required"));
            return default;
        }
        var reading = BirthType.Read(DateOfBirth, now, words);
        if (reading is Accepted accepted) return DateOnly.ParseExact(accepted.Value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        var isDate = reading is Rejected { OfShape: true, Key: not "reject.dateOfBirth.calendar" };
        faults.Add(new("dob", isDate ? "Date of birth must be that of somebody aged 18 to 100" : "Date of birth must be a real date in format: DD/MM/YYYY"));
        return default;
    }

    private static string ReadName(ImmutableArray<LeadFault>.Builder faults, string column, string label, string? given)
    {
        var name = ChatText.Prose(given ?? "");
        var fault = given is null ? "is required" : name.Length == 0 ? "must not be blank" : name.Length > LongestName ? $"must be at most {LongestName} characters" : null;
        if (fault is not null) faults.Add(new(column, $"{label} {fault}"));
        return name;
    }

    private static int Letters(string name) => name.EnumerateRunes().Count(Rune.IsLetter);

    /// <summary>"NA" and its like stand for having none.</summary>
    private static string WithoutNone(string name, IAnswerWords? words) => words?.MeaningOf(WordGroups.None, name) is null ? name : NoLastName;

    private static string ReadTyped(ImmutableArray<LeadFault>.Builder faults, string column, string label, string? given, InputType type, string complaint,
        DateTimeOffset now)
    {
        if (given is not null && type.Read(given, now) is Accepted accepted) return accepted.Value.Text;

        faults.Add(new(column, given is null ? $"{label} is required" : complaint));
        return "";
    }
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">The column of <see cref="Lead"/>: <c>loan_type</c>.</param>
/// <param name="Message">A sentence without the value itself.</param>
public sealed record LeadFault(string Field, string Message);

public abstract record LeadReading
{
    public sealed record Valid(LeadApplication Application) : LeadReading;

    /// <param name="Faults">All of them, in the order of the specification.</param>
    public sealed record Faulty(ImmutableArray<LeadFault> Faults) : LeadReading;
}
