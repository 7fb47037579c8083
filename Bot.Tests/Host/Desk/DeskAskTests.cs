namespace Bot.Tests.Host.Desk;

/// <summary>What is asked of the desk in a form that it does not have, and who may go on asking.</summary>
[Collection(DeskHostCollection.Name)]
public sealed class DeskAskTests(DeskHost desk)
{
    [Fact]
    public async Task What_is_no_number_no_place_in_a_list_and_no_flow_is_told()
    {
        using var kiran = await desk.SignInAsync("kiran");
        foreach (var (path, status) in new[]
        {
            ("inbox?after=zzz", 422),
            ("inbox?list=mine&after=0a1b", 422),
            ("inbox?list=live&after=../x", 422),
            ("inbox?list=live&after=0a1b", 200),
            ("inbox?q=asha&after=0a1b", 200),
            ("inbox?list=strange", 422),
            ("audit?before=abc", 422),
            ("audit?before=-1", 422),
            ("audit?before=1", 200),
            ("flows/loan-lead/figures?days=abc", 422),
            ("flows/loan-lead/figures?days=0", 422),
            ("flows/loan-lead/figures?days=99999", 422),
            ("flows/loan-lead/figures?days=-1", 422),
            ("flows/loan-lead/figures", 200),
            ("flows/loan-lead/sample?days=abc", 422),
            ("flows/loan-lead/figures.csv?days=abc", 422),
            ("flows/nope/figures", 404),
            ("letters?kind=nope", 422),
        })
        {
            using var answer = await kiran.RawAsync(new(HttpMethod.Get, $"/desk/api/{path}"));

            ((int)answer.StatusCode).Should().Be(status, path);
            if (status != 200) (await answer.Content.ReadAsStringAsync()).Should().StartWith("{\"message\":\"", path);
        }
    }

    [Fact]
    public async Task Roles_and_letting_in_no_more_are_two_acts()
    {
        await desk.AddAsync("two.acts", "answer");
        using var kiran = await desk.SignInAsync("kiran");

        (await kiran.PostAsync("operators/two.acts", new { roles = new[] { "watch" }, disabled = true })).Status.Should().Be(422);

        (await desk.Operators.FindAsync("two.acts", default))!.Disabled.Should().BeFalse();
    }

    [Fact]
    public async Task The_line_of_one_who_is_let_in_no_more_tells_nothing_and_ends()
    {
        await desk.AddAsync("listener", "watch");
        using var listener = await desk.SignInAsync("listener");
        using var stream = await listener.RawAsync(new(HttpMethod.Get, "/desk/api/events"), HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        (await lines.ReadLineAsync()).Should().StartWith("retry:");
        await desk.Operators.DisableAsync("listener", true, default);

        var person = desk.NewPerson();
        await desk.SayAsync(person, "loan");

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var asha = await desk.SignInAsync("asha");
        (await lines.ReadToEndAsync(patience.Token)).Should().NotContain(await asha.SessionAsync(person));
    }
}
