using Bot.Engine.Loading;
using Bot.Host.Wiring;
using Bot.Tests.Examples;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Gateways.Operations;

/// <summary>A question that offers rows of a list shows fields that rows of the operation's example have.</summary>
public sealed class ExampleRowsTests
{
    [Theory]
    [InlineData("value: id, label: name")]
    [InlineData("value: id, label: nam", "no row that 'days' holds by its example has the field 'nam' for its label; did you mean 'name'?")]
    [InlineData("value: ids, label: name", "no row that 'days' holds by its example has the field 'ids' for its value; did you mean 'id'?")]
    [InlineData("value: id, label: title", "no row that 'days' holds by its example has the field 'title' for its label; one of id, name")]
    public void Fields_that_no_row_has_are_told(string shown, params string[] told)
    {
        using var flows = new ExampleFlows("tyre-service");
        var file = Path.Combine(flows.Path, "tyre-service", "flow.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("value: id, label: name", shown, StringComparison.Ordinal));
        using var services = FlowTools.Open(flows.Path);

        var issues = services.GetRequiredService<FlowLibrary>().Issues;

        issues.Where(issue => issue.Problem.StartsWith("no row", StringComparison.Ordinal)).Select(issue => issue.Message).Should().Equal(told);
        issues.Should().OnlyContain(issue => issue.Warning);
    }

    [Theory]
    [InlineData("day: day.id")]
    [InlineData("day: day.idd", "what 'day' holds by its example has no field 'idd'; did you mean 'id'?")]
    [InlineData("day: day.number", "what 'day' holds by its example has no field 'number'; one of id, name")]
    public void Fields_of_the_chosen_row_that_no_row_has_are_told(string given, params string[] told)
    {
        using var flows = new ExampleFlows("tyre-service");
        var file = Path.Combine(flows.Path, "tyre-service", "flow.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("day: { type: value, dependsOn: [service] }", "day: { type: record, dependsOn: [service] }", StringComparison.Ordinal)
            .Replace("with: { service, vehicleNumber, day, name, mobile }", $"with: {{ service, vehicleNumber, {given}, name, mobile }}", StringComparison.Ordinal));
        using var services = FlowTools.Open(flows.Path);

        var issues = services.GetRequiredService<FlowLibrary>().Issues;

        issues.Where(issue => issue.Problem.StartsWith("what 'day'", StringComparison.Ordinal)).Select(issue => issue.Message).Should().Equal(told);
        issues.Should().OnlyContain(issue => issue.Warning);
    }

    [Fact]
    public void An_operation_that_no_flow_calls_is_told_and_one_that_is_told_of_rows_is_called()
    {
        using var flows = new ExampleFlows("tyre-service");
        File.AppendAllText(Path.Combine(flows.Path, "tyre-service", "operations.yaml"), "\nworkshop.cancel:\n  url: https://api.workshop.example/cancel\n  outcomes: { done: { status: 200 } }\n");
        using var services = FlowTools.Open(flows.Path);

        services.GetRequiredService<FlowLibrary>().Issues.Where(issue => issue.Problem.EndsWith("is called by no flow", StringComparison.Ordinal))
            .Select(issue => issue.Message).Should().Equal("the operation 'workshop.cancel' is called by no flow; write call: workshop.cancel in a state, or remove it");
    }
}
