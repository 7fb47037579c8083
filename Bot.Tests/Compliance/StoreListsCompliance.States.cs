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
}
