using System.Diagnostics.CodeAnalysis;
using Bot.Engine.Inputs;

namespace Bot.Products.Leads;

/// <summary>A kind of loan, by the code that the lender's API takes.</summary>
/// <param name="Code"><c>HL LAP PL BL CL EL</c>.</param>
/// <param name="Name">In lower case with spaces: <c>home loan</c>.</param>
public sealed record LoanType(string Code, string Name)
{
    public static IReadOnlyList<LoanType> All { get; } =
    [
        new("HL", "home loan"),
        new("LAP", "loan against property"),
        new("PL", "personal loan"),
        new("BL", "business loan"),
        new("CL", "car loan"),
        new("EL", "education loan"),
    ];

    /// <summary>Reads a code or a name in any case; spaces, underscores and hyphens are alike: <c>HOME_LOAN</c>, <c>Home Loan</c>, <c>hl</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out LoanType? type)
    {
        type = null;
        if (text is null) return false;

        var typed = ChatText.Plain(text).AsSpan();
        foreach (var known in All)
        {
            if (!IsSame(typed, known.Code) && !IsSame(typed, known.Name)) continue;

            type = known;
            return true;
        }
        return false;
    }

    private static bool IsSame(ReadOnlySpan<char> typed, string known)
    {
        var matched = 0;
        for (var i = 0; i < typed.Length; i++)
        {
            var isGap = typed[i] is ' ' or '_' or '-';
            if (isGap && i > 0 && typed[i - 1] is ' ' or '_' or '-') continue;
            if (matched == known.Length || (isGap ? ' ' : char.ToLowerInvariant(typed[i])) != char.ToLowerInvariant(known[matched])) return false;
            matched++;
        }
        return matched == known.Length;
    }
}
