using System.Text.Json.Serialization;

namespace Bot.Products.Leads;

/// <summary>
/// The wish for a lead, written before the lender is asked, so that its end can be found out after a crash. Kept as a record of kind <c>leadIntent</c>.
/// </summary>
public sealed record LeadIntent
{
    /// <summary>So long the same request means the same lead; after that it is a new one.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    public required LeadIntentState State { get; init; }

    /// <summary>The GUID under which the lender is asked; the same over all retries of one round.</summary>
    public required string RequestId { get; init; }

    /// <summary>Counts the leads asked for under one key: a new one begins after a refusal, or when <see cref="Memory"/> is over.</summary>
    public required int Round { get; init; }

    public required LeadApplication Application { get; init; }

    /// <summary>Keyed hash of the application: the same key for another application is a mistake.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The consent that the person gave; empty where another program did not tell.</summary>
    public string ConsentId { get; init; } = "";

    /// <summary>Which process is at it.</summary>
    public required string Owner { get; init; }

    /// <summary>How often it was asked about without an answer.</summary>
    public int Asked { get; init; }

    /// <summary>Set once it is created.</summary>
    public string ApplicationId { get; init; } = "";

    /// <summary>Why the lender declined; in our words.</summary>
    public string Reason { get; init; } = "";

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>A move of its life; what is not declared there throws.</summary>
    public LeadIntent Make(LeadMove move) => this with { State = LeadLife.Definition.Make(move, State) };

    /// <summary>What a request under this key comes to.</summary>
    /// <param name="owner">The asking process; it works on this intent once at a time.</param>
    /// <param name="lease">How long another process may be at it.</param>
    public LeadStep Next(string owner, TimeSpan lease, DateTimeOffset now) => State switch
    {
        LeadIntentState.Created or LeadIntentState.Announced when now - ChangedAt < Memory => new LeadStep.Known(ApplicationId),
        LeadIntentState.Created or LeadIntentState.Announced or LeadIntentState.Declined => new LeadStep.Begin(Round + 1),
        LeadIntentState.Unreached => new LeadStep.Begin(Round),
        LeadIntentState.Intended when Owner != owner && now - ChangedAt < lease => new LeadStep.Wait(ChangedAt + lease - now),
        LeadIntentState.Intended or LeadIntentState.Lost => new LeadStep.FindOut(),
        _ => new LeadStep.Undecided(),
    };
}

[JsonConverter(typeof(JsonStringEnumConverter<LeadIntentState>))]
public enum LeadIntentState
{
    /// <summary>The lender is being asked, or was when the process died.</summary>
    Intended,

    /// <summary>The lender was asked and no answer came; asking again under the same id tells.</summary>
    Lost,

    /// <summary>The lead exists; the applicant is to be told.</summary>
    Created,

    /// <summary>The lead exists and nothing is left to do.</summary>
    Announced,

    /// <summary>The lender said no.</summary>
    Declined,

    /// <summary>The lender was not reached; nothing was created.</summary>
    Unreached,

    /// <summary>Asking cannot tell: a person decides.</summary>
    Undecided,
}

/// <summary>What to do about an intent.</summary>
public abstract record LeadStep
{
    public sealed record Begin(int Round) : LeadStep;

    public sealed record Known(string ApplicationId) : LeadStep;

    public sealed record Wait(TimeSpan For) : LeadStep;

    /// <summary>It was begun and its end is not known.</summary>
    public sealed record FindOut : LeadStep;

    public sealed record Undecided : LeadStep;
}
