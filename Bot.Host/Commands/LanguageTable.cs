using System.Globalization;
using System.Text;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Templates.Checks;
using Bot.Templates.Loading;

namespace Bot.Host.Commands;

/// <summary>What <c>check --languages</c> prints: a line for each flow, a column for each language.</summary>
internal static class LanguageTable
{
    private const int Column = 12;

    public static string Of(IServiceProvider services)
    {
        var catalogue = services.GetRequiredService<MessageCatalogue>();
        var shares = LanguageShare.Of(catalogue, services.GetRequiredService<FlowLibrary>().Flows.All, services.GetRequiredService<InputTypes>()).ToList();
        var widest = shares.Max(share => Named(share.Flow).Length);
        var table = new StringBuilder();
        table.Append(' ', widest);
        foreach (var language in catalogue.Languages) table.Append(CultureInfo.InvariantCulture, $"{language,Column}");
        foreach (var flow in shares.GroupBy(share => share.Flow))
        {
            table.Append('\n').Append(Named(flow.Key).PadRight(widest));
            foreach (var share in flow) table.Append(Cell(share).PadLeft(Column));
        }
        return table.ToString();
    }

    private static string Named(string flow) => flow.Length == 0 ? "(shared)" : flow;

    /// <summary>A language that the flow leaves out is told by what is there, in brackets.</summary>
    private static string Cell(LanguageShare share) =>
        share.Wanted ? $"{share.Percent} %" : string.Create(CultureInfo.InvariantCulture, $"({share.Percent} %)");
}
