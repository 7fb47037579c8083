using System.Collections.Immutable;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Tests.Templates;

/// <summary>Replies for tests, written short.</summary>
internal static class Replies
{
    public static Reply Of(string message, string flow = "demo", string language = "en") =>
        new() { Flow = flow, Message = message, Language = language, Slots = Slots.Empty };

    public static Reply With(this Reply reply, string slot, Value value) => reply with { Slots = reply.Slots.With(slot, value) };

    public static Reply Given(this Reply reply, string argument, Value value) => reply with { Arguments = reply.Arguments.Add(new(argument, value)) };

    public static Reply Offering(this Reply reply, params IEnumerable<Choice> choices) => reply with { Choices = [.. choices] };

    /// <summary>Choices with labels of their own: number from 1, value v1 and so on.</summary>
    public static IEnumerable<Choice> Labelled(params IEnumerable<string> labels) => labels.Select((label, index) => new Choice($"state#v{index + 1}", $"v{index + 1}", index + 1, "", label));

    /// <summary>Choices whose labels stand in the messages files.</summary>
    public static IEnumerable<Choice> Named(params IEnumerable<string> labelKeys) =>
        labelKeys.Select((key, index) => new Choice($"state#{key}", key[(key.IndexOf('.') + 1)..], index + 1, key, ""));
}
