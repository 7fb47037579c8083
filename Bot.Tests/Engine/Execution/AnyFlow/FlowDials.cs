using System.Collections.Immutable;

namespace Bot.Tests.Engine.Execution.AnyFlow;

/// <summary>
/// Turns numbers into a flow: each state from its own dials, so that one state can be taken out, or one dial put to zero (the plainest setting), and a flow is
/// left.
/// </summary>
internal static class FlowDials
{
    public const int PerState = 10;

    private static readonly string[] Colours = ["red", "blue", "green"];

    public static ImmutableArray<PlannedFlow> Plan(IReadOnlyList<int[]> main, IReadOnlyList<int[]> below)
    {
        var flows = new List<PlannedFlow> { Plan("main", "a", main, below.Count > 0 ? below.Count : 0) };
        if (flows[0].States.Any(state => state.Kind == "flow")) flows.Add(Plan("below", "b", below, 0));
        return [.. flows];
    }

    private static PlannedFlow Plan(string name, string letter, IReadOnlyList<int[]> all, int below)
    {
        var states = new List<PlannedState>();
        var slots = new List<(string Slot, string Type, string? DependsOn)>();
        if (letter == "b") slots.Add(("brought", "value", null));
        string[] names = [.. Enumerable.Range(0, all.Count).Select(place => $"{letter}{place}"), "done", "other"];
        for (var place = 0; place < all.Count; place++) states.Add(State(place));
        states.Add(new("done", "end"));
        states.Add(new("other", "end"));
        return new(name, states, slots);

        PlannedState State(int place)
        {
            var dials = all[place];
            var (own, next) = (names[place], names[place + 1]);
            var lists = slots.Where(slot => slot.Type == "list").Select(slot => slot.Slot).ToList();
            string? earlier = slots.Count == 0 || dials[1] % 4 == 0 ? null : slots[dials[1] % slots.Count].Slot;
            switch (dials[0] % 12)
            {
                case 0 or 1 or 2:
                    slots.Add((own, dials[0] % 12 == 2 ? "image" : "otp4", DependsOn()));
                    return Question(new(own, "ask") { Image = dials[0] % 12 == 2, Skip = dials[2] % 4 == 3 }, dials[0] % 12 == 2 ? null : "1111");
                case 3 or 4:
                    slots.Add((own, "choice", DependsOn()));
                    return Question(new(own, "choose") { Options = Colours }, "red");
                case 5 when lists.Count > 0:
                    slots.Add((own, "choice", null));
                    return Question(new(own, "choose", lists[dials[1] % lists.Count]), null);
                case 6 when letter == "a" && below > 0:
                    slots.Add(("r" + own, "value", null));
                    return new(own, "flow", earlier)
                    {
                        Runs = "below",
                        Outcomes =
                        [
                            new("done", dials[2] % 2 == 0 ? null : "r" + own, "b0", null, next),
                            new("other", null, "", "told" + own, Target(dials[3])),
                            .. dials[4] % 2 == 0 ? Array.Empty<PlannedOutcome>() : [new("cancelled", null, "", null, Target(dials[5]))],
                        ],
                    };
                case 7:
                    slots.Add(("v" + own, "value", null));
                    return new(own, "set", earlier) { Ways = Ways(null) };
                case 8:
                    return new(own, "say") { Ways = Ways(null) };
                case 9:
                    slots.Add(("r" + own, "value", null));
                    return new(own, "call", earlier)
                    {
                        Runs = "case.pay",
                        Outcomes =
                        [
                            new("paid", "r" + own, "value", null, next), new("declined", null, "", "no" + own, Target(dials[2])), new("undecided", null, "", null, Target(dials[3])),
                            dials[4] % 2 == 0 ? new("unavailable", null, "", "later" + own, null) : new("unavailable", null, "", null, Target(dials[5])),
                        ],
                    };
                case 10:
                    slots.Add(("r" + own, "list", null));
                    return new(own, "call", earlier) { Runs = "case.list", Outcomes = [new("found", "r" + own, "list", null, next), new("none", null, "", "no" + own, Target(dials[2]))] };
                default:
                    slots.Add(("r" + own, "value", null));
                    return new(own, "call", earlier)
                    {
                        Runs = "case.look",
                        Outcomes = [new("found", "r" + own, "value", null, next), new("none", dials[2] % 3 == 2 ? "r" + own : null, "value", "no" + own, Target(dials[3])),
                            new("unavailable", null, "", "later" + own, null)],
                    };
            }

            string? DependsOn() => dials[9] % 3 == 2 && slots.Count > 0 ? slots[dials[9] % slots.Count].Slot : null;

            PlannedState Question(PlannedState state, string? special) => state with
            {
                Always = dials[3] % 6 == 5,
                Attempts = dials[4] % 3 == 2 ? (1 + dials[4] % 2, Target(dials[5])) : null,
                Resend = dials[6] % 3 == 2 ? Target(dials[7]) : null,
                Expire = dials[7] % 4 == 3 ? Target(dials[6]) : null,
                Ways = Ways(special),
            };

            IReadOnlyList<PlannedWay> Ways(string? special) => (dials[8] % 6) switch
            {
                3 when special is not null => [new(own, special, Target(dials[9])), new(null, null, next)],
                4 when special is not null => [new(own, special, null), new(null, null, next)],
                5 when slots.Count > 0 => [new(slots[dials[9] % slots.Count].Slot, null, Target(dials[2])), new(null, null, next)],
                _ => [new(null, null, next)],
            };

            // Mostly where a flow that passes the checks would lead: on, back to a question, to an end; now and then anywhere.
            string Target(int dial)
            {
                var questions = states.Where(state => state.IsQuestion).ToList();
                return (dial % 8) switch
                {
                    1 or 2 or 3 when questions.Count > 0 => questions[dial / 8 % questions.Count].Name,
                    4 => names[^1],
                    5 => names[^2],
                    6 => names[dial / 8 % names.Length],
                    _ => next,
                };
            }
        }
    }
}
