using Bot.Products.Fastag;

namespace Bot.Tests.Products.Fastag;

public sealed class TagLifeTests
{
    /// <summary>All there is; everything else is refused.</summary>
    private static readonly Dictionary<(TagMove, TagState), TagState> Legal = new()
    {
        [(TagMove.Assign, TagState.InStock)] = TagState.Assigned,
        [(TagMove.TakeBack, TagState.Assigned)] = TagState.InStock,
        [(TagMove.Activate, TagState.Assigned)] = TagState.Active,
        [(TagMove.Activate, TagState.Inactive)] = TagState.Active,
        [(TagMove.Deactivate, TagState.Active)] = TagState.Inactive,
        [(TagMove.Replace, TagState.Active)] = TagState.Replaced,
        [(TagMove.Replace, TagState.Inactive)] = TagState.Replaced,
        [(TagMove.Issue, TagState.InStock)] = TagState.Active,
        [(TagMove.Issue, TagState.Assigned)] = TagState.Active,
        [(TagMove.Issue, TagState.Active)] = TagState.Active,
        [(TagMove.Issue, TagState.Inactive)] = TagState.Active,
        [(TagMove.Issue, TagState.Replaced)] = TagState.Active,
    };

    public static TheoryData<TagMove, TagState> Everything
    {
        get
        {
            var every = new TheoryData<TagMove, TagState>();
            foreach (var move in Enum.GetValues<TagMove>())
            {
                foreach (var state in Enum.GetValues<TagState>())
                    every.Add(move, state);
            }

            return every;
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_move_leads_where_the_table_says_and_is_refused_by_name_elsewhere(TagMove move, TagState from)
    {
        var step = TagLife.Make(move, from);

        if (Legal.TryGetValue((move, from), out var to)) step.Should().Be(new TagStep.Moved(to));
        else step.Should().BeOfType<TagStep.Refused>().Which.Should().Match<TagStep.Refused>(refused => refused.Name == $"{TagLife.NameOf(move)}:{TagLife.NameOf(from)}" && refused.Why.EndsWith('.'));
    }

    [Fact]
    public void A_tag_that_is_not_moved_stays_as_it_is()
    {
        var tag = new Tag { Barcode = "608116-009-0132331" };

        tag.Make(TagMove.Activate, DateTimeOffset.UnixEpoch, out var why).Should().Be(tag);
        why.Should().StartWith("A tag in stock cannot be activated");
    }

    [Fact]
    public void A_balance_is_the_sum_of_its_entries()
    {
        var tag = new Tag { Barcode = "608116-009-0132331" };
        var booked = 0m;
        foreach (var amount in new[] { 100.10m, 0.20m, 999.99m })
        {
            (tag, var entry) = tag.Book("recharge", amount, "", "desk", DateTimeOffset.UnixEpoch);
            booked += entry.Amount;
            entry.BalanceAfter.Should().Be(booked).And.Be(tag.Balance);
        }
        tag.Entries.Should().Be(3);
    }
}
