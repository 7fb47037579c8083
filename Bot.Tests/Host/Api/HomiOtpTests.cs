using Bot.Engine.Abstractions;
using Bot.Host.Api.Homi;
using Bot.Tests.Engine.Inputs;

namespace Bot.Tests.Host.Api;

public sealed class HomiOtpTests
{
    public static TheoryData<string, string, string> Numbers
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var (_, fields) in InputCase.Rows(Path.Combine(AppContext.BaseDirectory, "Engine", "Inputs", "phone-numbers.tsv"))) rows.Add(fields[0], fields[1], fields[2]);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_number_is_sent_to_or_refused_as_the_table_says(string row, string input, string canonical)
    {
        await using var host = await HomiHost.StartAsync();

        var answer = await host.SendOtpAsync(input);

        if (canonical == "-")
        {
            answer.ShouldBeError(400, "bad_number").Message.Should().Be("Invalid phone number format");
            host.Outbox.Sent.Should().BeEmpty($"of row {row}");
            return;
        }
        answer.Status.Should().Be(200, $"of row {row}: {answer.Body}");
        answer.Json.GetProperty("data").GetProperty("phone_number").GetString().Should().Be(input);
        host.Outbox.Sent.Single().Facts.Address.Should().Be(canonical[1..]);
    }

    [Fact]
    public async Task A_code_leaves_as_the_approved_template_and_is_not_in_the_answer()
    {
        await using var host = await HomiHost.StartAsync();

        var answer = await host.SendOtpAsync("+91 98765-43210");

        answer.Body.Should().Be("""{"success":true,"message":"OTP sent successfully","data":{"phone_number":"+91 98765-43210"}}""");
        var entry = host.Outbox.Sent.Single();
        entry.Conversation.Should().Be("gupshup:919876543210");
        ((NewMessage)entry.Messages.Single()).Message.Should().BeEquivalentTo(new TemplateMessage("otp-id", "en", [host.LastCode], "HomiAi"));
    }

    [Fact]
    public async Task The_sandbox_shows_the_code()
    {
        await using var host = await HomiHost.StartAsync(expose: true);

        (await host.SendOtpAsync()).Json.GetProperty("data").GetProperty("otp").GetString().Should().Be(host.LastCode);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        (await host.ResendOtpAsync()).Json.GetProperty("data").GetProperty("otp").GetString().Should().Be(host.LastCode);
    }

    [Fact]
    public async Task A_right_code_is_verified_once_under_any_spelling_of_the_number()
    {
        await using var host = await HomiHost.StartAsync();
        await host.SendOtpAsync("09876543210");

        (await host.VerifyOtpAsync(host.LastCode, "+91 98765 43210")).Body.Should().Be("""{"success":true,"message":"OTP verified successfully","data":{"phone_number":"+91 98765 43210"}}""");
        (await host.VerifyOtpAsync(host.LastCode)).ShouldBeError(404, "otp_not_found").Message.Should().Be("OTP not found or expired");
    }

    [Fact]
    public async Task Twenty_right_answers_at_once_are_one_success()
    {
        await using var host = await HomiHost.StartAsync();
        await host.SendOtpAsync();
        var code = host.LastCode;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.VerifyOtpAsync(code)));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        answers.Count(answer => answer.Status == 404).Should().Be(19);
    }

    [Fact]
    public async Task Twenty_sends_at_once_are_one_message()
    {
        await using var host = await HomiHost.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.SendOtpAsync()));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        answers.Count(answer => answer.Status == 409).Should().Be(19);
        host.Outbox.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task A_wrong_code_tells_the_tries_left_and_the_fifth_ends_it()
    {
        await using var host = await HomiHost.StartAsync();
        await host.SendOtpAsync();

        for (var left = 4; left >= 0; left--)
        {
            var answer = (await host.VerifyOtpAsync("000000")).ShouldBeError(400, "otp_wrong");
            answer.Message.Should().Be("Invalid OTP");
            answer.Json.GetProperty("data").GetProperty("tries_left").GetInt32().Should().Be(left);
            answer.Json.GetProperty("data").GetProperty("phone_number").GetString().Should().Be(HomiHost.Phone);
        }
        (await host.VerifyOtpAsync(host.LastCode)).ShouldBeError(404, "otp_not_found");
    }

    [Fact]
    public async Task B08_a_text_that_is_no_code_counts_nothing_and_a_code_in_its_sentence_is_read()
    {
        await using var host = await HomiHost.StartAsync();
        await host.SendOtpAsync();

        foreach (var text in (string[])["abc", "12", "OTP nahi aaya", "1234567", "please wait"])
            (await host.VerifyOtpAsync(text)).ShouldBeError(400, "otp_wrong").Json.GetProperty("data").GetProperty("tries_left").GetInt32().Should().Be(5);
        (await host.VerifyOtpAsync($"my OTP is *{host.LastCode}*.")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("\\u202A+91\\u00A098765\\u00A043210\\u202C")]
    [InlineData("\\uFEFF9876543210\\u200B")]
    [InlineData("९८७६५४३२१०")]
    [InlineData("９８７６５４３２１０")]
    public async Task B24_a_number_is_made_plain_as_in_a_chat(string number)
    {
        await using var host = await HomiHost.StartAsync();

        (await host.PostAsync("/api_v1/otp_send", $"{{\"phone_number\":\"{number}\"}}")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Ten_wrong_tries_within_an_hour_close_the_number_also_over_a_resend()
    {
        await using var host = await HomiHost.StartAsync();
        await host.SendOtpAsync();
        for (var i = 0; i < 5; i++) await host.VerifyOtpAsync("000000");
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        (await host.ResendOtpAsync()).Status.Should().Be(200);
        for (var i = 0; i < 5; i++) (await host.VerifyOtpAsync("000000")).Status.Should().Be(400);

        (await host.VerifyOtpAsync(host.LastCode)).ShouldBeError(429, "otp_too_many_tries").RetryAfter.Should().Be(3570);
    }

    [Fact]
    public async Task A_code_expires_after_three_minutes()
    {
        await using var host = await HomiHost.StartAsync();
        await host.SendOtpAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(3));

        (await host.VerifyOtpAsync(host.LastCode)).ShouldBeError(404, "otp_not_found");
        (await host.SendOtpAsync()).Status.Should().Be(200);
        host.Records.All("otpHistory").Should().ContainSingle().Which.Body.Should().Contain("Expired");
    }

    [Fact]
    public async Task A_second_send_is_a_conflict_and_a_resend_replaces_the_code()
    {
        await using var host = await HomiHost.StartAsync();
        await host.SendOtpAsync();
        var first = host.LastCode;

        (await host.SendOtpAsync("+919876543210")).ShouldBeError(409, "otp_active").Message.Should().Be("OTP already sent. Please wait for expiry or use resend endpoint.");
        (await host.ResendOtpAsync()).ShouldBeError(429, "otp_too_soon").RetryAfter.Should().Be(30);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        (await host.ResendOtpAsync()).Message.Should().Be("OTP resent successfully");

        (await host.VerifyOtpAsync(first)).ShouldBeError(400, "otp_wrong");
        (await host.VerifyOtpAsync(host.LastCode)).Status.Should().Be(200);
        host.Records.All("otpHistory").Should().ContainSingle().Which.Body.Should().Contain("Superseded").And.NotContain(first);
    }

    [Fact]
    public async Task A_sixth_send_within_an_hour_is_refused()
    {
        await using var host = await HomiHost.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            (await host.ResendOtpAsync()).Status.Should().Be(200);
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await host.ResendOtpAsync()).ShouldBeError(429, "otp_too_many").RetryAfter.Should().Be(3300);
    }

    [Theory]
    [InlineData(FailureAction.GiveUp, 502, "otp_not_sent")]
    [InlineData(FailureAction.FixSettings, 502, "otp_not_sent")]
    [InlineData(FailureAction.WindowClosed, 502, "otp_not_sent")]
    [InlineData(FailureAction.Retry, 503, "otp_provider_unavailable")]
    [InlineData(FailureAction.SlowChannel, 503, "otp_provider_unavailable")]
    [InlineData(FailureAction.SlowRecipient, 429, "otp_recipient_busy")]
    public async Task A_refused_message_is_told_in_our_words_and_leaves_no_code(FailureAction action, int status, string code)
    {
        await using var host = await HomiHost.StartAsync();
        host.Outbox.Answers(new SendRefused(new("http 500", "raw upstream secret", action)));

        var answer = (await host.SendOtpAsync()).ShouldBeError(status, code);

        answer.Message.Should().Be("Failed to send OTP");
        answer.Body.Should().NotContain("raw upstream");
        (await host.VerifyOtpAsync(host.LastCode)).ShouldBeError(404, "otp_not_found");
        (await host.SendOtpAsync()).Status.Should().Be(200);
    }

    [Fact]
    public async Task An_outbox_that_fails_leaves_no_code_behind()
    {
        await using var host = await HomiHost.StartAsync();
        host.Outbox.Broken = new IOException("no outbox");
        (await host.SendOtpAsync()).ShouldBeError(500, "internal");
        host.Outbox.Broken = null;

        (await host.SendOtpAsync()).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_may_have_arrived_so_the_code_holds()
    {
        await using var host = await HomiHost.StartAsync();
        host.Outbox.Answers(new SendUnknown("cut"));

        (await host.SendOtpAsync()).Status.Should().Be(200);
        (await host.VerifyOtpAsync(host.LastCode)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_caller_that_sends_too_fast_waits()
    {
        await using var host = await HomiHost.StartAsync(clientLimit: 3);
        for (var i = 0; i < 3; i++) (await host.SendOtpAsync($"987654321{i}")).Status.Should().Be(200);
        host.Clock.Advance(TimeSpan.FromSeconds(20));

        (await host.SendOtpAsync("9876543219")).ShouldBeError(429, "client_limit").RetryAfter.Should().Be(40);
        host.Clock.Advance(TimeSpan.FromSeconds(40));
        (await host.SendOtpAsync("9876543219")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Callers_are_counted_apart()
    {
        await using var host = await HomiHost.StartAsync(keys: true, clientLimit: 1);

        (await host.PostAsync("/api_v1/otp_send", """{"phone_number":"9876543210"}""", ("X-API-Key", "crm-key"))).Status.Should().Be(200);
        (await host.PostAsync("/api_v1/otp_send", """{"phone_number":"9876543211"}""", ("X-API-Key", "otp-key"))).Status.Should().Be(200);
        (await host.PostAsync("/api_v1/otp_send", """{"phone_number":"9876543212"}""", ("X-API-Key", "crm-key"))).ShouldBeError(429, "client_limit");
    }

    [Fact]
    public async Task A_body_that_is_wrong_costs_its_caller_no_send()
    {
        await using var host = await HomiHost.StartAsync(clientLimit: 2, dayLimit: 2);
        (await host.PostAsync("/api_v1/otp_send", "{}")).Status.Should().Be(422);
        (await host.PostAsync("/api_v1/otp_resend", "{ broken")).Status.Should().Be(400);
        (await host.SendOtpAsync("12345")).ShouldBeError(400, "bad_number");

        for (var i = 0; i < 2; i++) (await host.SendOtpAsync($"987654321{i}")).Status.Should().Be(200);

        (await host.SendOtpAsync("9876543219")).ShouldBeError(429, "client_limit");
        (await host.SendOtpAsync("12345")).ShouldBeError(400, "bad_number");
    }

    [Fact]
    public async Task Wrong_bodies_without_end_are_turned_away_unread()
    {
        await using var host = await HomiHost.StartAsync(clientLimit: 1);
        for (var i = 0; i <= SendLimit.WrongBodies; i++) (await host.PostAsync("/api_v1/otp_send", "{}")).Status.Should().Be(422);

        (await host.PostAsync("/api_v1/otp_send", "{ broken")).ShouldBeError(429, "client_limit").RetryAfter.Should().Be(60);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        (await host.SendOtpAsync()).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("send")]
    [InlineData("resend")]
    public async Task The_first_paths_still_work(string path)
    {
        await using var host = await HomiHost.StartAsync();

        (await host.PostAsync($"/api/v1/otp/{path}", """{"phone_number":"9876543210"}""")).Status.Should().Be(200);
        (await host.PostAsync("/api/v1/otp/verify", $$"""{"phone_number":"9876543210","otp":"{{host.LastCode}}"}""")).Status.Should().Be(200);
    }

    [Fact]
    public async Task No_code_and_no_number_is_kept_in_clear()
    {
        await using var host = await HomiHost.StartAsync();
        await host.SendOtpAsync();

        var record = host.Records.All("otp").Single();
        (record.Key + record.Body).Should().NotContainAny(host.LastCode, HomiHost.Phone);
    }
}
