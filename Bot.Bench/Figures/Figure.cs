namespace Bot.Bench.Figures;

/// <summary>One measured line of the table.</summary>
/// <param name="Row">The row's name on the command line.</param>
/// <param name="Measured">With its unit.</param>
/// <param name="Goal">What is to be reached; empty for a line that only explains another.</param>
/// <param name="Reached">Null where there is no goal.</param>
/// <param name="Ceiling">The barest thing that does as much, in the same run; empty where there is none.</param>
/// <param name="Ratio">Measured to ceiling; empty where there is none.</param>
internal sealed record Figure(string Row, string What, string Measured, string Goal = "", bool? Reached = null, string Ceiling = "", string Ratio = "");
