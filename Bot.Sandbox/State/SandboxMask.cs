namespace Bot.Sandbox.State;

/// <summary>Personal values as an overview may show them.</summary>
internal static class SandboxMask
{
    public static string Number(string number) => number.Length <= 4 ? "****" : $"{number[..2]}{new string('*', number.Length - 4)}{number[^2..]}";

    public static string Name(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => $"{part[0]}***"));
}
