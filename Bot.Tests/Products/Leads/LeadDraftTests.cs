using System.Globalization;
using Bot.Products.Leads;
using Bot.Tests.Engine.Inputs;

namespace Bot.Tests.Products.Leads;

public sealed class LeadDraftTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 6, 30, 0, TimeSpan.Zero);

    private static readonly LeadDraft Good = new()
    {
        LoanType = "home_loan", Amount = 5_000_000, TenureYears = 20, Pan = "ABCDE1234F", FirstName = "John", LastName = "Doe", Gender = "Male",
        Mobile = "9876543210", Email = "john.doe@example.com", DateOfBirth = "15/06/1990", PinCode = "400001",
    };

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var (_, fields) in InputCase.Rows(Path.Combine(AppContext.BaseDirectory, "Products", "Leads", "leads.tsv"))) cases.Add(fields[0], fields[1], fields[2]);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_field_is_taken_or_its_fault_is_told(string field, string given, string fault)
    {
        var reading = With(field, given == "(none)" ? null : given).Read(Now);

        if (fault == "-") reading.Should().BeOfType<LeadReading.Valid>();
        else ((LeadReading.Faulty)reading).Faults.Should().Equal(new LeadFault(field, fault));
    }

    [Fact]
    public void All_faults_are_told_together() =>
        ((LeadReading.Faulty)new LeadDraft { LoanType = "x", Amount = 0, Pan = "x", FirstName = " " }.Read(Now)).Faults.Select(fault => fault.Field)
            .Should().Equal("loan_type", "loan_amount", "loan_tenure", "pan_number", "mobile_number", "pin_code", "first_name", "last_name", "email", "dob");

    [Theory]
    [InlineData("J", ".")]
    [InlineData("\u1160\u0301", "x")]
    public void A_name_of_one_letter_in_all_is_refused(string first, string last) =>
        ((LeadReading.Faulty)(Good with { FirstName = first, LastName = last }).Read(Now)).Faults.Should()
            .Equal(new LeadFault("first_name", "First and last name must have at least 2 letters"));

    [Fact]
    public void A_good_draft_comes_out_canonical()
    {
        var draft = Good with { LoanType = "Loan Against Property", Pan = "abcde1234f", Mobile = "+91 98765-43210", Email = "John.Doe@Example.com", Amount = 5_000_000.005m };

        ((LeadReading.Valid)draft.Read(Now)).Application.Should().Be(new LeadApplication(
            "LAP", 5_000_000m, 20, "ABCDE1234F", "John", "Doe", "Male", "+919876543210", "john.doe@example.com", new(1990, 6, 15), "400001"));
    }

    private static LeadDraft With(string field, string? value) => field switch
    {
        "loan_type" => Good with { LoanType = value },
        "loan_amount" => Good with { Amount = Number(value) },
        "loan_tenure" => Good with { TenureYears = Number(value) },
        "pan_number" => Good with { Pan = value },
        "first_name" => Good with { FirstName = value },
        "last_name" => Good with { LastName = value },
        "gender" => Good with { Gender = value },
        "mobile_number" => Good with { Mobile = value },
        "email" => Good with { Email = value },
        "dob" => Good with { DateOfBirth = value },
        "pin_code" => Good with { PinCode = value },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such field."),
    };

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
