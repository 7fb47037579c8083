using Bot.Engine.Abstractions;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

/// <summary>What every store owes to the lives of an outbox row and of a delivery: each pair of a state and a move comes out as the life says.</summary>
public abstract partial class StoreCompliance
{
    private static readonly TimeSpan LongAfter = TimeSpan.FromHours(1);

    public static TheoryData<OutboxState, OutboxMove> OutboxPairs
    {
        get
        {
            var pairs = new TheoryData<OutboxState, OutboxMove>();
            foreach (var state in Enum.GetValues<OutboxState>())
                foreach (var move in Enum.GetValues<OutboxMove>()) pairs.Add(state, move);
            return pairs;
        }
    }

    public static TheoryData<string, DeliveryStatus> DeliveryPairs
    {
        get
        {
            var pairs = new TheoryData<string, DeliveryStatus>();
            foreach (var stage in Enum.GetValues<DeliveryStage>())
                foreach (var status in Enum.GetValues<DeliveryStatus>()) pairs.Add(stage.ToString(), status);
            return pairs;
        }
    }

    [StoreTheory]
    [MemberData(nameof(OutboxPairs))]
    public async Task A_row_of_the_outbox_lives_as_its_life_says(OutboxState from, OutboxMove move)
    {
        await Commit(Turn("meta:1", 0, CallRow("c1"), CallRow("next")));
        await BringAsync(from);

        await MakeAsync(move);

        (await StateAsync()).Should().Be(OutboxLife.Definition.Find(move, from) ?? from);
    }

    [StoreTheory]
    [MemberData(nameof(DeliveryPairs))]
    public async Task A_delivery_lives_as_its_life_says(string from, DeliveryStatus heard)
    {
        DeliveryStatus? before = from == nameof(DeliveryStage.Unheard) ? null : Enum.Parse<DeliveryStatus>(from);
        await Commit(Turn("meta:1", 0, Message("m1")));
        await Claim();
        await Sent("m1", "wamid.1");
        if (before is { } known) await Status(known.ToString(), "wamid.1");

        await Status(heard.ToString(), "wamid.1");

        (await Store.DeliveryOfAsync("m1", default)).Should().Be(DeliveryLife.After(before, heard));
    }

    private async Task BringAsync(OutboxState state)
    {
        if (state == OutboxState.Pending) return;

        await Claim();
        if (state == OutboxState.Unknown) await Settle("one", new OutboxSettlement.Later("c1", Now.AddMinutes(1), "no answer", Unknown: true));
        if (state == OutboxState.Done) await Settle("one", new OutboxSettlement.Finished("c1", Now));
        if (state == OutboxState.Dead) await Settle("one", new OutboxSettlement.GivenUp("c1", "no use", Now));
    }

    /// <summary>As the row's first owner, and when it is due.</summary>
    private async Task MakeAsync(OutboxMove move)
    {
        switch (move)
        {
            case OutboxMove.Claim:
                Clock.Advance(LongAfter);
                await Claim("two", limit: 1);
                break;
            case OutboxMove.Hear:
                await Commit(Turn("meta:1", 1) with { FinishedCall = "c1" });
                break;
            default:
                await Settle("one", move switch
                {
                    OutboxMove.Finish => new OutboxSettlement.Finished("c1", Now),
                    OutboxMove.Postpone => new OutboxSettlement.Later("c1", Now.AddMinutes(1), "busy"),
                    OutboxMove.LoseTrack => new OutboxSettlement.Later("c1", Now.AddMinutes(1), "no answer", Unknown: true),
                    _ => new OutboxSettlement.GivenUp("c1", "no use", Now),
                });
                break;
        }
    }

    /// <summary>What the next owner finds: the row with what became of it, or the one behind it.</summary>
    private async Task<OutboxState> StateAsync()
    {
        Clock.Advance(LongAfter);
        var row = (await Claim("three")).Single();
        if (row.Id == "next") return (await Store.DeadLettersAsync(10, default)).Count > 0 ? OutboxState.Dead : OutboxState.Done;
        return !row.Recovering ? OutboxState.Pending : row.Waited ? OutboxState.Unknown : OutboxState.Begun;
    }
}
