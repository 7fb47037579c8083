using System.CommandLine;
using System.Globalization;
using Bot.Engine.Flows;
using Bot.Host.Retention;
using Bot.Host.Settings;
using Bot.Host.Wiring;

namespace Bot.Host.Commands;

/// <summary><c>retention</c>: how long each kind of data is kept, and what changes it.</summary>
internal sealed class RetentionCommand : Command
{
    private const string Help = """
        Tell how long each kind of data is kept, and which setting changes it.

        Example:
          Bot.Host retention
        """;

    public RetentionCommand(Func<IConfiguration> configuration)
        : base("retention", Help) =>
            SetAction((parsed, cancel) => RunAsync(configuration(), parsed.InvocationConfiguration.Output));

    private static async Task<int> RunAsync(IConfiguration configuration, TextWriter output)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        await using var flows = FlowTools.Open();
        var tables = flows.GetRequiredService<FlowCatalog>().Flows.All.SelectMany(flow => flow.Results).Select(table => (table.Name, table.For));
        foreach (var rule in RetentionRules.Of(RetentionOptions.Of(configuration), tables))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rule.Data,-36}  {rule.Kept,-22}  {rule.Setting,-16}  {rule.Note}").TrimEnd());
        return ExitCodes.Ok;
    }
}
