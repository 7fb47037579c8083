using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;

namespace Bot.Tests.Host.World;

/// <summary>Numbers that change hands, and changes that arrive in the wrong order.</summary>
public sealed class AddressChangeTests : PeopleTests
{
    [Fact]
    public async Task An_opt_out_that_the_provider_tells_of_a_number_is_its_present_owners()
    {
        await using var stage = await WorldStage.OpenAsync();
        var (subscriptions, notice) = (stage.Get<Subscriptions>(), new TemplateMessage("t", "en", []));
        await HearAsync(stage, Number, User, "hi");
        stage.Clock.MoveTo(stage.Clock.GetUtcNow().AddDays(1));
        await HearAsync(stage, Number, NewUser, "hi");

        await subscriptions.SetAsync(new("meta", stage.Clock.GetUtcNow(), Number, Subscribed: false, MarketingOnly: false), default);

        (await subscriptions.RefusesAsync("meta", User, notice, default)).Should().BeFalse("the number is another person's by now");
        (await subscriptions.RefusesAsync("meta", NewUser, notice, default)).Should().BeTrue();
        (await subscriptions.RefusesAsync("meta", Number, notice, default)).Should().BeTrue();

        // It comes back.
        stage.Clock.MoveTo(stage.Clock.GetUtcNow().AddDays(1));
        await HearAsync(stage, Number, User, "hi");
        await subscriptions.SetAsync(new("meta", stage.Clock.GetUtcNow(), Number, Subscribed: false, MarketingOnly: true), default);
        (await subscriptions.RefusesAsync("meta", User, notice, default)).Should().BeTrue();
    }

    [Fact]
    public async Task Changes_of_the_id_that_arrive_in_the_wrong_order_lead_to_the_last_one()
    {
        const string Third = "IN.3300000000000003";
        const string Fourth = "IN.4400000000000004";
        await using var stage = await WorldStage.OpenAsync();
        await HearAsync(stage, "", User, "loan");
        var begun = await SessionAsync(stage, User);

        await ChangeAsync(stage, "", "user_changed_user_id", $$""" "previous_user_id":"{{Third}}","user_id":"{{Fourth}}" """);
        await ChangeAsync(stage, "", "user_changed_user_id", $$""" "previous_user_id":"{{NewUser}}","user_id":"{{Third}}" """);
        (await stage.ConversationAsync($"meta:{Third}")).Should().BeNull("it begins nothing");
        await ChangeAsync(stage, "", "user_changed_user_id", $$""" "previous_user_id":"{{User}}","user_id":"{{NewUser}}" """);

        foreach (var id in new[] { NewUser, Third, Fourth }) (await SessionAsync(stage, id)).Id.Should().Be(begun.Id);
        (await stage.ConversationAsync($"meta:{User}"))!.Facts.Address.Should().Be(Fourth, "that is where the person is reached now");
        await HearAsync(stage, "", Fourth, "1");
        (await SessionAsync(stage, User)).Top!.State.Should().NotBe(begun.Top!.State, "the answer was heard");
    }

    [Fact]
    public async Task A_person_who_wrote_under_the_last_id_before_the_first_change_arrived_is_one_person()
    {
        await using var stage = await WorldStage.OpenAsync();
        await HearAsync(stage, "", User, "loan");
        await ChangeAsync(stage, "", "user_changed_user_id", $$""" "previous_user_id":"{{NewUser}}","user_id":"IN.3300000000000003" """);
        await HearAsync(stage, "", "IN.3300000000000003", "menu");

        await ChangeAsync(stage, "", "user_changed_user_id", $$""" "previous_user_id":"{{User}}","user_id":"{{NewUser}}" """);

        (await SessionAsync(stage, "IN.3300000000000003")).Id.Should().Be((await SessionAsync(stage, User)).Id);
    }
}
