using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;
using Bot.Storage.Abstractions;

namespace Bot.Host.Figures;

/// <summary>Which rule turned an answer away: the question's type is asked again, as the live flow has it.</summary>
internal sealed class RejectRules(FlowSet flows, IAnswerWords words)
{
    /// <summary>What is no value of the type at all: other words, or no words.</summary>
    public const string Other = "other";

    /// <summary>None of the choices.</summary>
    private const string Choice = "choice";

    /// <summary>The rule; <see cref="Other"/> or <c>choice</c>; empty where it is not known.</summary>
    /// <param name="turn">With the trigger <c>reject</c>.</param>
    public string Of(StoredTurn turn) => turn.Entry?.Input switch
    {
        null => "",
        HeardText heard => flows.Find(turn.Flow)?.Find(turn.From) switch
        {
            { AnswerType: { TakesImage: false } type } => type.Read(heard.Text, turn.At, words) is Rejected rejected ? RejectWords.RuleOf(rejected.Key) : "",
            { Choices: not null } => Choice,
            _ => "",
        },
        _ => Other,
    };
}
