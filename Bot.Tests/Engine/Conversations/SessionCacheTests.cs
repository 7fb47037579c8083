using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;

namespace Bot.Tests.Engine.Conversations;

public sealed class SessionCacheTests
{
    [Fact]
    public void What_was_kept_is_found_with_its_version_until_it_is_dropped()
    {
        var cache = new SessionCache(10, () => false);
        cache.Keep(Stored("a", 1));
        cache.Keep(Stored("a", 2));

        cache.Find("a")!.Version.Should().Be(2);
        cache.Count.Should().Be(1);
        cache.Drop("a");
        cache.Drop("a");
        (cache.Find("a"), cache.Count).Should().Be((null, 0));
    }

    [Fact]
    public void A_cache_of_none_keeps_none()
    {
        var cache = new SessionCache(0, () => false);
        cache.Keep(Stored("a", 1));

        (cache.Find("a"), cache.Count).Should().Be((null, 0));
    }

    [Fact]
    public void Conversations_are_told_apart_by_every_letter()
    {
        var cache = new SessionCache(10, () => false);
        cache.Keep(Stored("meta:a", 1));

        cache.Find("meta:A").Should().BeNull();
        cache.Find("meta:").Should().BeNull();
    }

    [Fact]
    public void The_least_recently_used_goes_first_and_to_be_found_is_to_be_used()
    {
        var cache = new SessionCache(2, () => false);
        cache.Keep(Stored("a", 1));
        cache.Keep(Stored("b", 1));
        cache.Find("a");

        cache.Keep(Stored("c", 1));

        cache.Find("b").Should().BeNull();
        cache.Find("a").Should().NotBeNull();
        cache.Find("c").Should().NotBeNull();
    }

    [Fact]
    public void Everything_can_be_forgotten_at_once()
    {
        var cache = new SessionCache(10, () => false);
        cache.Keep(Stored("a", 1));
        cache.Clear();
        (cache.Find("a"), cache.Count).Should().Be((null, 0));

        cache.Keep(Stored("a", 3));
        cache.Find("a")!.Version.Should().Be(3);
    }

    [Fact]
    public void Memory_is_looked_at_once_in_1024_turns()
    {
        var looks = 0;
        var cache = new SessionCache(10, () =>
        {
            looks++;
            return false;
        });

        for (var turn = 0; turn < 2048; turn++) cache.Keep(Stored("a", turn));

        looks.Should().Be(2);
    }

    [Fact]
    public void Many_at_once_never_break_it()
    {
        var cache = new SessionCache(50, () => false);

        Parallel.For(0, 20_000, turn =>
        {
            var conversation = $"meta:{turn % 200}";
            cache.Keep(Stored(conversation, turn));
            if (turn % 3 == 0) cache.Drop(conversation);
            cache.Find(conversation)?.Conversation.Should().Be(conversation);
        });

        cache.Count.Should().BeLessThanOrEqualTo(50);
    }

    private static StoredConversation Stored(string conversation, int version) => new(conversation, version, new() { Id = "s" }, new("meta", "1", "", default));
}
