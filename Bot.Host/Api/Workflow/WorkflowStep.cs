namespace Bot.Host.Api.Workflow;

/// <summary>One step of Interakt's workflow: which fields of its body answer which questions of the flow.</summary>
/// <param name="Area">The path before it: <c>/fastags/assign</c>.</param>
/// <param name="Name">Its last segment. Snake case and kebab case are both served.</param>
/// <param name="Says">What it does, for the API's description.</param>
internal sealed record WorkflowStep(string Area, string Name, string Says, params IReadOnlyList<WorkflowField> Fields)
{
    /// <summary>Other names it is served under.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What is chosen in the agent's menu before its first field can be given; null where the menu does not lead to it.</summary>
    public string? Opens { get; init; }

    public string Path => $"{Area}/{Name}";

    /// <summary>Every path it is served under, the documented one first.</summary>
    public IEnumerable<string> Paths => new[] { Name }.Concat(Aliases).SelectMany(Spellings).Distinct().Select(name => $"{Area}/{name}");

    private static IEnumerable<string> Spellings(string name) => [name, name.Replace('-', '_'), name.Replace('_', '-')];
}

/// <summary>One field of a step's body.</summary>
/// <param name="Names">Names it may have in the body, the documented one first.</param>
/// <param name="Questions">The questions it answers, as <c>flow/state</c>; whichever is asked takes it.</param>
internal sealed record WorkflowField(IReadOnlyList<string> Names, params IReadOnlyList<string> Questions)
{
    /// <summary>The question which answer to change.</summary>
    public const string Edit = "edit";

    /// <summary>A value as documented or as an older client sends it, and what the flow calls it.</summary>
    public IReadOnlyDictionary<string, string> Codes { get; init; } = new Dictionary<string, string>();

    /// <summary>A name under which the value is an option's own value, never its number in the list.</summary>
    public string? ValueName { get; init; }

    /// <summary>It holds a photo in base64.</summary>
    public bool Photo { get; init; }

    /// <summary>It has one value, and the body need not carry it.</summary>
    public string? Constant { get; init; }

    /// <summary>Questions that the flow asks when this answer led nowhere, and the option that lets it be given again.</summary>
    public IReadOnlyDictionary<string, string> RetryOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>Questions that came up after this step was documented, and the option that leads on as before.</summary>
    public IReadOnlyDictionary<string, string> Passes { get; init; } = new Dictionary<string, string>();

    public string Name => Names[0];

    public bool Answers(string question) => Questions.Contains(question);
}
