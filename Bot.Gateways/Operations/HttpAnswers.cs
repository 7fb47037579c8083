using System.Collections.Immutable;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Gateways.Http;

namespace Bot.Gateways.Operations;

/// <summary>What an answer means.</summary>
internal static class HttpAnswers
{
    /// <summary>The first outcome that the answer is; null for none.</summary>
    public static CallResult? Read(PeerAnswer answer, ImmutableArray<HttpOutcome> outcomes)
    {
        if (answer is not PeerAnswer.Answered answered) return null;

        using var body = Parse(answered.Body);
        foreach (var outcome in outcomes)
        {
            if (outcome.Of(answered, body?.RootElement) is { } result) return result;
        }

        return null;
    }

    /// <summary>What follows an answer that no outcome names and that did nothing: another try where that may help, else an operator.</summary>
    /// <exception cref="CallAgainException">Another try may help.</exception>
    public static CallResult Unnamed(PeerAnswer answer, HttpDeclaration declaration) =>
        answer is PeerAnswer.Answered { Status: not (408 or 425 or 429 or >= 500) } named
        ? CallResult.Lasting($"{declaration.Request.Host} answers with http {named.Status}, and no outcome of {declaration.Name} is like its answer{LackOf(named, declaration)}")
        : throw new CallAgainException(Why(answer)) { Tries = declaration.Retries };

    /// <summary>Which outcome an answer comes nearest to, by its status, and what it lacks: <c>: 'booked' it is not, for it has no $.id</c>; empty where the
    /// status is none's.</summary>
    public static string LackOf(PeerAnswer.Answered answer, HttpDeclaration declaration)
    {
        using var body = Parse(answer.Body);
        foreach (var outcome in declaration.Outcomes)
        {
            if (outcome.LackOf(answer, body?.RootElement) is { } lack) return $": '{outcome.Name}' it is not, for {lack}";
        }

        return "";
    }

    public static string Why(PeerAnswer answer) => answer switch
    {
        PeerAnswer.Answered answered => $"http {answered.Status}",
        PeerAnswer.NotSent notSent => notSent.Why,
        PeerAnswer.Lost lost => lost.Why,
        _ => throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}."),
    };

    private static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
