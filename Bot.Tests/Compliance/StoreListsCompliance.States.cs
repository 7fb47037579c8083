using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

public abstract partial class StoreListsCompliance
{
    [StoreFact]
    public async Task Sessions_are_counted_by_where_they_stand()
    {
        var inspector = (IConversationInspector)Store;
        (await inspector.CountByStateAsync(default)).Should().BeEmpty();

        await Commit(Turn("meta:1", 0));
        await Commit(Turn("meta:2", 0));
        await Commit(Turn("meta:3", 0) with { Session = Turn("meta:3", 0).Session with { Frames = [] } });

        (await inspector.CountByStateAsync(default)).Should().BeEquivalentTo([new StateCount("fastag-assign", "engineNumber", 2), new StateCount("", "", 1)]);
    }

    [StoreFact]
    public async Task An_alias_is_neither_listed_nor_counted()
    {
        await Commit(Turn("meta:IN.1", 0));
        await Commit(Turn("meta:1", 0) with { Aliases = [new("meta:IN.1", 1), new("meta:IN.2", 0)] });

        (await ((IConversationLists)Store).ListAsync("", 10, default)).Should().ContainSingle().Which.Conversation.Should().Be("meta:1");
        (await ((IConversationInspector)Store).CountByStateAsync(default)).Should().ContainSingle();
    }
}
