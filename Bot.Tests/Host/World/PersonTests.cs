using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Sessions;
using Bot.Products.Fastag;

namespace Bot.Tests.Host.World;

/// <summary>A person is a person, whichever of their addresses a payload carries.</summary>
public sealed class PersonTests : PeopleTests
{
    private static readonly string[] LoanAnswers =
        ["loan", "1", "50 lakh", "20", "Ravi", "Kumar", "ABCPD1234E", "ravi@example.com", "15-06-1990", "1", "411001", "9812345678"];

    [Fact]
    public async Task T1_a_number_that_appears_goes_on_with_the_conversation_of_the_user_id()
    {
        await using var stage = await WorldStage.OpenAsync();
        foreach (var text in LoanAnswers) await HearAsync(stage, "", User, text);
        (await SessionAsync(stage, User)).Top!.State.Should().Be("code");
        var code = stage.Bot.World.NewestCodes()["9812345678"];

        await HearAsync(stage, Number, User, code!);

        var session = await SessionAsync(stage, Number);
        session.Id.Should().Be((await SessionAsync(stage, User)).Id);
        session.Top!.State.Should().NotBe("code").And.NotBe("menu");
        session.Top.Slots.Find("mobile")!.Text.Should().Be("+919812345678");
        stage.Sent[^1].To.Should().Be(Number, "that is where the person is reached now");
    }

    [Fact]
    public async Task B03_a_number_that_disappears_goes_on_with_the_conversation_of_the_number()
    {
        await using var stage = await WorldStage.OpenAsync();
        await HearAsync(stage, Number, User, "loan");
        await HearAsync(stage, Number, User, "1");
        var before = await SessionAsync(stage, Number);

        await HearAsync(stage, "", User, "50 lakh");

        var session = await SessionAsync(stage, User);
        (session.Id, session.Turn).Should().Be((before.Id, before.Turn + 1));
        session.Top!.Slots.Find("amount").Should().NotBeNull();
    }

    [Fact]
    public async Task T3_a_changed_user_id_carries_the_session_over_says_nothing_and_opens_no_window()
    {
        await using var stage = await WorldStage.OpenAsync();
        await HearAsync(stage, "", User, "loan");
        var (heard, sent, session) = ((await stage.ConversationAsync($"meta:{User}"))!.Facts.LastHeard, stage.Sent.Count, await SessionAsync(stage, User));
        stage.Clock.MoveTo(stage.Clock.GetUtcNow().AddMinutes(5));

        await ChangeAsync(stage, "", "user_changed_user_id", $$""" "previous_user_id":"{{User}}","user_id":"{{NewUser}}" """);

        stage.Sent.Should().HaveCount(sent);
        (await stage.ConversationAsync($"meta:{NewUser}"))!.Facts.LastHeard.Should().Be(heard);
        await HearAsync(stage, "", NewUser, "1");
        var after = await SessionAsync(stage, NewUser);
        after.Id.Should().Be(session.Id);
        after.Top!.State.Should().NotBe(session.Top!.State, "the answer was heard");
        (await SessionAsync(stage, User)).Id.Should().Be(session.Id, "aliases are kept");
    }

    [Fact]
    public async Task A_changed_number_carries_the_session_over_and_the_old_number_is_free_for_another_person()
    {
        await using var stage = await WorldStage.OpenAsync();
        await HearAsync(stage, Number, User, "loan");
        var session = await SessionAsync(stage, Number);

        await ChangeAsync(stage, Number, "user_changed_number", $$""" "wa_id":"{{NewNumber}}","previous_user_id":"{{User}}","user_id":"{{NewUser}}" """);

        await HearAsync(stage, NewNumber, "", "1");
        (await SessionAsync(stage, NewNumber)).Id.Should().Be(session.Id);
        stage.Sent[^1].To.Should().Be(NewNumber);

        await HearAsync(stage, Number, "IN.3300000000000003", "hi");
        var stranger = await SessionAsync(stage, "IN.3300000000000003");
        stranger.Id.Should().NotBe(session.Id, "a user id stays with its account, a number does not");
        (await SessionAsync(stage, NewUser)).Id.Should().Be(session.Id);
        stage.Sent[^1].To.Should().Be(Number);
    }

    [Fact]
    public async Task A_change_of_a_person_who_never_wrote_begins_nothing()
    {
        await using var stage = await WorldStage.OpenAsync();

        await ChangeAsync(stage, "", "user_changed_user_id", $$""" "previous_user_id":"{{User}}","user_id":"{{NewUser}}" """);

        (await stage.ConversationAsync($"meta:{NewUser}")).Should().BeNull();
        stage.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_halves_at_work_become_one_the_newer_goes_on_and_the_older_comes_after_it()
    {
        await using var stage = await WorldStage.OpenAsync();
        await HearAsync(stage, Number, "", "loan");
        await HearAsync(stage, Number, "", "1");
        var older = await SessionAsync(stage, Number);
        stage.Clock.MoveTo(stage.Clock.GetUtcNow().AddMinutes(1));
        await HearAsync(stage, "", User, "loan status");
        var newer = await SessionAsync(stage, User);
        newer.Top!.Flow.Should().NotBe(older.Top!.Flow);
        var sent = stage.Sent.Count;

        await HearAsync(stage, Number, User, "language");
        var session = await SessionAsync(stage, Number);

        session.Id.Should().Be(newer.Id);
        session.SetAside.Should().ContainSingle().Which.Frames[^1].State.Should().Be(older.Top.State);
        stage.Sent.Skip(sent).Count(message => message.Text.Contains("two accounts", StringComparison.Ordinal)).Should().Be(1);

        sent = stage.Sent.Count;
        await HearAsync(stage, Number, User, "English");
        await HearAsync(stage, Number, User, "cancel");
        session = await SessionAsync(stage, Number);
        session.Top!.State.Should().Be(older.Top.State);
        session.Top.Slots.Find("loanType").Should().NotBeNull("nothing is lost");
        stage.Sent.Skip(sent).Should().NotContain(message => message.Text.Contains("two accounts", StringComparison.Ordinal), "it is told once");
        stage.Sent.Skip(sent).Should().Contain(message => message.Text.Contains("had begun before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_begun_goes_on_in_place_of_a_menu_that_came_later_and_its_question_is_asked_again()
    {
        await using var stage = await WorldStage.OpenAsync();
        await HearAsync(stage, Number, "", "loan");
        var begun = await SessionAsync(stage, Number);
        stage.Clock.MoveTo(stage.Clock.GetUtcNow().AddMinutes(1));
        await HearAsync(stage, "", User, "hi");
        (await SessionAsync(stage, User)).Id.Should().NotBe(begun.Id);

        await HearAsync(stage, Number, User, "1");

        var session = await SessionAsync(stage, User);
        (session.Id, session.Top!.State).Should().Be((begun.Id, begun.Top!.State), "it was written to the menu and answers no other question");
    }

    [Fact]
    public async Task An_opt_out_holds_for_every_address_of_the_person()
    {
        await using var stage = await WorldStage.OpenAsync();
        await HearAsync(stage, "", User, "STOP");

        await HearAsync(stage, Number, User, "hi");

        var (subscriptions, notice) = (stage.Get<Subscriptions>(), new TemplateMessage("t", "en", []));
        (await subscriptions.RefusesAsync("meta", Number, notice, default)).Should().BeTrue();
        await HearAsync(stage, Number, User, "START");
        (await subscriptions.RefusesAsync("meta", User, notice, default)).Should().BeFalse();
        await subscriptions.SetAsync(new("meta", stage.Clock.GetUtcNow().AddMinutes(1), Number, Subscribed: false, MarketingOnly: false), default);
        (await subscriptions.RefusesAsync("meta", User, notice, default)).Should().BeTrue("the provider told it of the number");
    }

    [Fact]
    public async Task An_opt_out_stays_with_its_person_and_not_with_the_number_that_another_has_now()
    {
        await using var stage = await WorldStage.OpenAsync();
        var (subscriptions, notice) = (stage.Get<Subscriptions>(), new TemplateMessage("t", "en", []));
        await HearAsync(stage, Number, User, "STOP");

        await HearAsync(stage, Number, NewUser, "hi");

        (await subscriptions.RefusesAsync("meta", Number, notice, default)).Should().BeFalse("its owner has not said it");
        (await subscriptions.RefusesAsync("meta", User, notice, default)).Should().BeTrue();
        await HearAsync(stage, Number, NewUser, "STOP");
        (await subscriptions.RefusesAsync("meta", Number, notice, default)).Should().BeTrue();
        (await subscriptions.RefusesAsync("meta", NewUser, notice, default)).Should().BeTrue();
        await HearAsync(stage, Number, NewUser, "START");
        (await subscriptions.RefusesAsync("meta", Number, notice, default)).Should().BeFalse();
        (await subscriptions.RefusesAsync("meta", User, notice, default)).Should().BeTrue("another person says nothing for them");
    }

    [Fact]
    public async Task A_changed_user_id_restarts_neither_reminder_nor_expiry()
    {
        await using var stage = await WorldStage.OpenAsync();
        await HearAsync(stage, "", User, "fastag");
        await stage.Bot.AdvanceAsync(stage.Clock, TimeSpan.FromMinutes(6));
        await ChangeAsync(stage, "", "user_changed_user_id", $$""" "previous_user_id":"{{User}}","user_id":"{{NewUser}}" """);

        await stage.Bot.AdvanceAsync(stage.Clock, TimeSpan.FromMinutes(5));
        Reminders().Should().Be(1, "ten minutes are over since the person wrote");

        await ChangeAsync(stage, "", "user_changed_user_id", $$""" "previous_user_id":"{{NewUser}}","user_id":"IN.3300000000000003" """);
        await stage.Bot.AdvanceAsync(stage.Clock, TimeSpan.FromHours(23));
        Reminders().Should().Be(1, "it is said once per question");
        await stage.Bot.AdvanceAsync(stage.Clock, TimeSpan.FromHours(1));
        (await SessionAsync(stage, User)).Top.Should().BeNull("a day is over since the person wrote");

        int Reminders() => stage.Sent.Count(message => message.Text.Contains("still there", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_message_that_one_half_has_heard_is_not_heard_again_by_the_other()
    {
        await using var stage = await WorldStage.OpenAsync();
        await HearAsync(stage, Number, "", "loan", "wamid.twice");
        await HearAsync(stage, "", User, "loan status");
        await HearAsync(stage, Number, User, "hi");
        var (sent, version) = (stage.Sent.Count, (await stage.ConversationAsync($"meta:{Number}"))!.Version);

        await HearAsync(stage, Number, "", "loan", "wamid.twice");

        stage.Sent.Should().HaveCount(sent);
        (await stage.ConversationAsync($"meta:{Number}"))!.Version.Should().Be(version);
    }

    [Fact]
    public async Task A_tag_stays_with_the_person_who_chose_it()
    {
        await using var stage = await WorldStage.OpenAsync();
        var (store, tags) = (stage.Get<IConversationStore>(), stage.Get<TagReservations>());
        var tag = new Tag { Barcode = "608116-001-0001234", HeldBy = $"meta:{User}", CreatedAt = stage.Clock.GetUtcNow() };
        await HearAsync(stage, "", User, "loan");
        var stored = (await store.LoadAsync($"meta:{User}", default))!;
        var chosen = stored.Session.Top! with { Slots = stored.Session.Top!.Slots.With("barcode", tag.Barcode) };
        await store.CommitAsync(new()
        {
            Conversation = $"meta:{User}", ExpectedVersion = stored.Version, Session = stored.Session with { Frames = [chosen] }, Facts = stored.Facts,
            HandledId = "chose", At = stage.Clock.GetUtcNow(),
        }, default);
        stage.Get<SessionCache>().Clear();
        await HearAsync(stage, Number, "", "loan status");

        await HearAsync(stage, Number, User, "hello");

        var holder = await tags.HolderAsync(tag, default);
        holder.Should().Be((await stage.ConversationAsync($"meta:{Number}"))!.Conversation);
        (await tags.IsFreeAsync(tag, holder!, default)).Should().BeTrue();
        (await tags.IsFreeAsync(tag, "meta:919800000000", default)).Should().BeFalse();
    }
}
