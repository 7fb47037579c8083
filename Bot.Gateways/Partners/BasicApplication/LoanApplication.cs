namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>A lead as the partner wants it. All values are canonical; nothing is checked here.</summary>
/// <param name="Id">A UUID of ours, the same each time this lead is sent.</param>
/// <param name="LoanType">Code: HL, LAP, PL, BL, CL, EL.</param>
/// <param name="Amount">In whole rupees.</param>
/// <param name="TenureYears">In years.</param>
/// <param name="Mobile">10 digits, or more with the country code; the last 10 are sent.</param>
/// <param name="Gender">Null when it was not told.</param>
public sealed record LoanApplication(
    string Id, string LoanType, long Amount, int TenureYears, string FirstName, string LastName, string Mobile, string Email, string Pan, DateOnly DateOfBirth, string? Gender, string PinCode);
