using System.Text;

namespace Bot.Bench.Figures;

/// <summary>The table in docs/benchmarks.md, between two marks; the words around it stay. A run of single rows replaces their lines only.</summary>
/// <param name="order">Names of all rows, in the order of the table; a line of any other row stands last.</param>
internal sealed class FiguresPage(string path, IReadOnlyList<string> order)
{
    private const string Begin = "<!-- figures -->";
    private const string End = "<!-- /figures -->";
    private const string Head = "| row | what | measured | to reach | bare ceiling, same run | ratio |\n|---|---|---|---|---|---|\n";

    public static string Line(Figure figure) =>
        $"| {figure.Row} | {figure.What} | {(figure.Reached == false ? $"**{figure.Measured}**" : figure.Measured)} | {figure.Goal} | {figure.Ceiling} | {figure.Ratio} |";

    public async Task WriteAsync(IReadOnlyList<Figure> figures, IReadOnlyList<string> facts)
    {
        var page = File.Exists(path) ? await File.ReadAllTextAsync(path) : $"# Benchmarks\n\n{Begin}\n{End}\n";
        var (from, until) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (from < 0 || until < from) throw new InvalidOperationException($"{path} has lost its marks {Begin} and {End}.");

        var measured = figures.Select(figure => figure.Row).ToHashSet();
        var kept = page[from..until].Split('\n')
            .Where(line =>
                line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| row ", StringComparison.Ordinal) && !measured.Contains(line.Split('|')[1].Trim()));
        var lines = figures.Select(Line).Concat(kept).OrderBy(line => Order(line.Split('|')[1].Trim())).ToList();
        var text = new StringBuilder(page[..from]).Append(Begin).Append('\n');
        foreach (var fact in facts) text.Append("- ").Append(fact).Append('\n');
        text.Append('\n').Append(Head).AppendJoin('\n', lines).Append('\n').Append(page[until..]);
        await File.WriteAllTextAsync(path, text.ToString());
    }

    private int Order(string row) => order.TakeWhile(known => known != row).Count();
}
