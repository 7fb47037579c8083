namespace Bot.Host.Api.Workflow;

/// <summary>A caller's Idempotency-Key. The same text of another caller is another key.</summary>
/// <param name="Given">Empty where none was given.</param>
internal sealed record WorkflowKey(string Caller, string Given)
{
    public static WorkflowKey None { get; } = new("", "");

    public bool IsGiven => Given.Length > 0;

    public override string ToString() => $"{Caller}\n{Given}";
}
