using Bot.Engine.Abstractions;

namespace Bot.Gateways.Partners.Shauryapay.Wire;

/// <summary>What Shauryapay made of a call.</summary>
internal abstract record ShauryapayAnswer
{
    /// <summary>Done. <paramref name="Rows"/> may be empty.</summary>
    public sealed record Ok(string Message, IReadOnlyList<ShauryapayRow> Rows) : ShauryapayAnswer
    {
        public ShauryapayRow? First => Rows.Count > 0 ? Rows[0] : null;
    }

    /// <summary>A business refusal in the partner's words.</summary>
    public sealed record Declined(string Message) : ShauryapayAnswer;

    /// <summary>No usable answer.</summary>
    /// <param name="MayBeDone">The request left, so it may have been carried out all the same.</param>
    /// <param name="Lasting">Our key, our address or the path is refused: asking again does not help.</param>
    public sealed record Unavailable(string Why, bool MayBeDone, bool Lasting = false) : ShauryapayAnswer
    {
        /// <summary>For a consequential call: reports honestly that nothing was done, or that it is not known.</summary>
        public CallResult ForConsequential() => MayBeDone ? throw new AnswerLostException($"Shauryapay: {Why}") : AsUnavailable();
    }

    /// <summary>No usable answer as the outcome of a call; with a note for an operator where only they can mend it.</summary>
    public CallResult AsUnavailable() => this is Unavailable { Lasting: true } lasting ? CallResult.Lasting($"Shauryapay: {lasting.Why}") : CallResult.Of("unavailable");
}
