using Bot.Engine.Inputs;

namespace Bot.Products.Leads.Inputs;

/// <summary>Answers that only a loan flow asks for: one line each.</summary>
public static class LeadInputTypes
{
    public static IReadOnlyList<InputType> All { get; } = [new LoanAmount(), new LoanTenure()];
}
