using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;

namespace Bot.Gateways.Operations;

/// <summary>An operation as a file declares it.</summary>
/// <param name="Name">Area, dot, verb: <c>bookings.create</c>.</param>
/// <param name="Takes">Its parameters; a trailing <c>?</c> marks an optional one.</param>
/// <param name="Retries">Further tries where the peer was not reached or could not answer.</param>
internal sealed record HttpDeclaration(string Name, ImmutableArray<string> Takes, HttpRequestForm Request, ImmutableArray<HttpOutcome> Outcomes, int Retries,
    HttpConsequence? Consequence, SourceLocation At)
{
    public const string Unavailable = "unavailable";
    private const string Undecided = "undecided";

    public OperationContract Contract { get; } = new(Name, Takes, OutcomesOf(Outcomes, Consequence is { Again: false }), Consequence is not null);

    private static ImmutableArray<OperationOutcome> OutcomesOf(ImmutableArray<HttpOutcome> outcomes, bool mayStayOpen)
    {
        var known = outcomes.GroupBy(outcome => outcome.Name)
            .Select(same => new OperationOutcome(same.Key, [.. same.SelectMany(outcome => outcome.Result).Select(field => field.Name).Distinct()])
            {
                Optional = [.. same.SelectMany(outcome => outcome.Result).Where(field => !field.Needed).Select(field => field.Name).Distinct()],
                MayBringNoRows = same.Any(outcome => !outcome.EmptyListIsNone),
            });
        return [.. known.Append(new(Unavailable)).Concat(mayStayOpen ? [new(Undecided)] : []).DistinctBy(outcome => outcome.Name)];
    }
}

/// <summary>One request: what is sent where.</summary>
/// <param name="Host">With its port where one is written.</param>
internal sealed record HttpRequestForm(string Method, bool IsSecure, string Host, RequestTemplate Url,
    ImmutableArray<(string Name, RequestTemplate Text)> Headers, HttpBody? Body, TimeSpan Timeout, SourceLocation At)
{
    public IEnumerable<RequestTemplate> Templates => [Url, .. Headers.Select(header => header.Text), .. Body?.Templates ?? []];

    /// <summary>Names of secrets that its templates show, each where that is first.</summary>
    public ImmutableArray<(string Name, SourceLocation At)> Secrets { get; init; } = [];
}

/// <summary>What an operation with consequences needs besides.</summary>
/// <param name="Header">The header that carries the call's id; empty for none.</param>
/// <param name="Again">The peer takes calls of one id for one: sending it again finds out.</param>
/// <param name="Find">The request that finds out what became of a call; null for none.</param>
/// <param name="Found">What its answers mean: outcomes of the operation, or <see cref="NotDone"/>.</param>
internal sealed record HttpConsequence(string Header, bool Again, HttpRequestForm? Find, ImmutableArray<HttpOutcome> Found)
{
    public const string NotDone = "notDone";
}
