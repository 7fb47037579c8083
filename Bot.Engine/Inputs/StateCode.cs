namespace Bot.Engine.Inputs;

/// <summary>Two-letter codes of India's states and union territories, as on number plates and driving licences.</summary>
/// <remarks>Source: the registration marks notified under section 41(6) of the Motor Vehicles Act, with the codes that older vehicles still bear.</remarks>
internal static class StateCode
{
    private const string Current = "AN AP AR AS BR CG CH DD DL GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD PB PY RJ SK TG TN TR UK UP WB";

    // Dadra and Nagar Haveli before 2020, Orissa (now OD), Uttaranchal (now UK), Telangana before March 2024 (now TG).
    private const string Former = "DN OR UA TS";

    public static bool IsKnown(ReadOnlySpan<char> code) => IsIn(Current, code) || IsIn(Former, code);

    private static bool IsIn(ReadOnlySpan<char> list, ReadOnlySpan<char> code)
    {
        for (var i = 0; i < list.Length; i += 3)
            if (list.Slice(i, 2).SequenceEqual(code))
                return true;
        return false;
    }
}
