namespace Bot.Host.Letters;

/// <summary>The kinds of dead letters, and what may be done with each.</summary>
internal static class LetterKinds
{
    public const string Poison = "poison";
    public const string Send = "send";
    public const string Call = "call";
    public const string Decision = "decision";
    public const string Human = "human";
    public const string Delivery = "delivery";

    public static IReadOnlyList<string> All { get; } = [Poison, Send, Call, Decision, Human, Delivery];

    /// <summary>A message is sent once more.</summary>
    public static bool IsRetried(string kind) => kind is Send or Delivery;

    /// <summary>Its outcome is named.</summary>
    public static bool IsSettled(string kind) => kind is Decision or Call;
}
