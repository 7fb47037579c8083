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
    public sealed record Unavailable(string Why, bool MayBeDone) : ShauryapayAnswer
    {
        /// <summary>For a consequential call: reports honestly that nothing was done, or that it is not known.</summary>
        public CallResult ForConsequential() => MayBeDone ? throw new AnswerLostException($"Shauryapay: {Why}") : CallResult.Of("unavailable");
    }
}
