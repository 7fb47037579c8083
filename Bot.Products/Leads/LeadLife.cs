using Bot.Engine.Lives;

namespace Bot.Products.Leads;

/// <summary>What happens to the intent of a lead.</summary>
public enum LeadMove
{
    /// <summary>The lender is asked in a new round.</summary>
    Begin,

    /// <summary>No answer came.</summary>
    LoseAnswer,

    /// <summary>The lender was not reached.</summary>
    MissLender,

    /// <summary>The lender said no, or a person found out that there is no lead.</summary>
    Decline,

    /// <summary>There is a lead.</summary>
    Create,

    /// <summary>The applicant was told, or is not to be told any more.</summary>
    Announce,

    /// <summary>Asking cannot tell: a person is to find out.</summary>
    LeaveToPerson,
}

/// <summary>The life of a lead's intent: every move that is not in it is refused.</summary>
public static class LeadLife
{
    public static Life<LeadIntentState, LeadMove> Definition { get; } = new("lead", LeadIntentState.Intended, Refusal, life =>
    {
        life.Configure(LeadIntentState.Intended)
            .Permit(LeadMove.Create, LeadIntentState.Created)
            .Permit(LeadMove.Decline, LeadIntentState.Declined)
            .Permit(LeadMove.MissLender, LeadIntentState.Unreached)
            .Permit(LeadMove.LoseAnswer, LeadIntentState.Lost)
            .Permit(LeadMove.LeaveToPerson, LeadIntentState.Undecided);
        life.Configure(LeadIntentState.Lost)
            .Permit(LeadMove.Create, LeadIntentState.Created)
            .Permit(LeadMove.Decline, LeadIntentState.Declined)
            .PermitReentry(LeadMove.LoseAnswer)
            .Permit(LeadMove.LeaveToPerson, LeadIntentState.Undecided);

        // The lender's word that there is a lead holds against what another host, or a person, took for the end.
        life.Configure(LeadIntentState.Unreached)
            .Permit(LeadMove.Begin, LeadIntentState.Intended)
            .Permit(LeadMove.Create, LeadIntentState.Created);
        life.Configure(LeadIntentState.Declined)
            .Permit(LeadMove.Begin, LeadIntentState.Intended)
            .Permit(LeadMove.Create, LeadIntentState.Created);
        life.Configure(LeadIntentState.Undecided)
            .Permit(LeadMove.Create, LeadIntentState.Created)
            .Permit(LeadMove.Decline, LeadIntentState.Declined);
        life.Configure(LeadIntentState.Created)
            .Permit(LeadMove.Announce, LeadIntentState.Announced)
            .Permit(LeadMove.Begin, LeadIntentState.Intended);
        life.Configure(LeadIntentState.Announced)
            .Permit(LeadMove.Begin, LeadIntentState.Intended);
    });

    private static string Refusal(LeadMove move, LeadIntentState from) => (move, from) switch
    {
        (LeadMove.Begin, LeadIntentState.Undecided) => "A person is to find out whether there is a lead; the lender is not asked again before.",
        (LeadMove.Begin, _) => "The lender is being asked already; find out what came of it first.",
        (LeadMove.Announce, LeadIntentState.Announced) => "The applicant was told already.",
        (LeadMove.Announce, _) => $"There is no lead to tell of: the intent is {Words(from)}.",
        (LeadMove.Create, _) => "The lead is there already; a second one needs a new round.",
        (LeadMove.MissLender, LeadIntentState.Lost) => "The lender was asked before without an answer, so that not reaching it proves nothing.",
        _ => $"An intent that is {Words(from)} has its end; {Words(move)} comes too late.",
    };

    private static string Words(LeadIntentState state) => state.ToString().ToLowerInvariant();

    private static string Words(LeadMove move) => move switch
    {
        LeadMove.Decline => "a refusal",
        LeadMove.LeaveToPerson => "a person's decision",
        _ => "a lost answer",
    };
}
