using Bot.Products.Leads;

namespace Bot.Tests.Products.Leads;

public sealed class LoanTypeTests
{
    [Theory]
    [InlineData("home_loan", "HL")]
    [InlineData("home loan", "HL")]
    [InlineData("HOME LOAN", "HL")]
    [InlineData("HOME_LOAN", "HL")]
    [InlineData(" Home-Loan\n", "HL")]
    [InlineData("home _ loan", "HL")]
    [InlineData("hl", "HL")]
    [InlineData("loan_against_property", "LAP")]
    [InlineData("Loan Against Property", "LAP")]
    [InlineData("lap", "LAP")]
    [InlineData("Personal Loan", "PL")]
    [InlineData("PL", "PL")]
    [InlineData("business_loan", "BL")]
    [InlineData("bl", "BL")]
    [InlineData("car-loan", "CL")]
    [InlineData("Cl", "CL")]
    [InlineData("education_loan", "EL")]
    [InlineData("EL", "EL")]
    public void A_name_or_code_in_any_case_and_spelling_is_understood(string text, string code)
    {
        LoanType.TryParse(text, out var type).Should().BeTrue();

        type!.Code.Should().Be(code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("homeloan")]
    [InlineData("home")]
    [InlineData("home loan please")]
    [InlineData("gold_loan")]
    [InlineData("_home_loan")]
    public void Anything_else_is_not_a_loan_type(string? text) => LoanType.TryParse(text, out _).Should().BeFalse();
}
