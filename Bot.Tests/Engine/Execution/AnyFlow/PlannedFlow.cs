using System.Text;

namespace Bot.Tests.Engine.Execution.AnyFlow;

/// <summary>A flow as a random case plans it: what the YAML for the loader is written from, and what the reference machine walks.</summary>
internal sealed record PlannedFlow(string Name, IReadOnlyList<PlannedState> States, IReadOnlyList<(string Slot, string Type, string? DependsOn)> Slots)
{
    public string Start => States[0].Name;

    public PlannedState State(string name) => States.First(state => state.Name == name);

    public string Yaml()
    {
        var text = new StringBuilder($"flow: {Name}\nstart: {Start}\nremind: {{ after: 10m, say: stillThere }}\nexpire: {{ after: 1h, next: other }}\n");
        if (Slots.Count > 0) text.Append("slots:\n");
        foreach (var (slot, type, dependsOn) in Slots) text.Append($"  {slot}: {{ type: {type}{(dependsOn is null ? "" : $", dependsOn: {dependsOn}")} }}\n");
        text.Append("states:\n");
        foreach (var state in States) text.Append($"  {state.Name}:\n").Append(state.Yaml());
        return text.ToString();
    }
}

/// <param name="Kind"><c>ask</c>, <c>choose</c>, <c>call</c>, <c>set</c>, <c>say</c>, <c>flow</c>, <c>end</c>.</param>
/// <param name="Of">The slot a call or a sub-flow is given, a choice's list, or what <c>set</c> copies; null for none, or fixed text.</param>
internal sealed record PlannedState(string Name, string Kind, string? Of = null)
{
    public bool Image { get; init; }

    public bool Skip { get; init; }

    public bool Always { get; init; }

    public IReadOnlyList<string> Options { get; init; } = [];

    public (int Max, string Then)? Attempts { get; init; }

    public string? Resend { get; init; }

    /// <summary>Where it expires to; null for where its flow does.</summary>
    public string? Expire { get; init; }

    public IReadOnlyList<PlannedWay> Ways { get; init; } = [];

    /// <summary>The operation of a call, or the flow of a sub-flow.</summary>
    public string Runs { get; init; } = "";

    public bool Costly => Runs == "case.pay";

    public IReadOnlyList<PlannedOutcome> Outcomes { get; init; } = [];

    public bool IsQuestion => Kind is "ask" or "choose";

    public string Yaml()
    {
        var text = new StringBuilder();
        Line(Kind switch
        {
            "ask" => $"ask: {Name}",
            "choose" => $"choose: {Name}",
            "call" => $"call: {Runs}",
            "set" => $"set: {{ v{Name}: {Of ?? "{ text: fixed }"} }}",
            "say" => $"say: {Name}",
            "flow" => $"flow: {Runs}",
            _ => $"end: {Name}",
        });
        if (Kind == "choose") Line(Of is null ? $"options: [{string.Join(", ", Options)}]" : $"options: {{ from: {Of}, label: name }}");
        if (IsQuestion) Line("reject: wrong");
        if (Kind == "call" && Of is not null) Line($"with: {{ of: {Of} }}");
        if (Kind == "flow" && Of is not null) Line($"with: {{ brought: {Of} }}");
        if (Skip) Line("skip: true");
        if (Always) Line("always: true");
        if (Attempts is var (max, then)) Line($"attempts: {{ max: {max}, then: {then} }}");
        if (Resend is not null) Line($"commands: {{ resend: {Resend} }}");
        if (Expire is not null) Line($"expire: {{ after: 30m, next: {Expire} }}");
        if (Outcomes.Count > 0) Line("on:");
        foreach (var outcome in Outcomes) Line("  " + outcome.Yaml());
        if (Ways.Count > 0) Line("next:");
        foreach (var way in Ways) Line("  - " + way.Yaml());
        return text.ToString();

        void Line(string line) => text.Append("    ").Append(line).Append('\n');
    }
}

/// <summary>A way on: taken when the slot holds the value, when it is set at all (no value given), or always (no slot). To nowhere: to editing.</summary>
internal sealed record PlannedWay(string? Slot, string? Value, string? To)
{
    public string Yaml()
    {
        var to = To is null ? "edit: any" : $"to: {To}";
        return Slot is null ? $"{{ {to} }}" : $"{{ when: {{ {Slot}: {Value ?? "{ set: true }"} }}, {to} }}";
    }
}

/// <summary>What follows an outcome; with nowhere to go it offers to try again.</summary>
/// <param name="From">Field of the result that is set.</param>
internal sealed record PlannedOutcome(string Name, string? Set, string From, string? Say, string? Next)
{
    public string Yaml() =>
        $"{Name}: {{ {(Set is null ? "" : $"set: {{ {Set}: result.{From} }}, ")}{(Say is null ? "" : $"say: {Say}, ")}{(Next is null ? "retry: true" : $"next: {Next}")} }}";
}
