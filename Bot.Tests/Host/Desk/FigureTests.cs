using System.Text.Json;
using Bot.Host.Figures;
using Bot.Storage.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Desk;

/// <summary>Figures of flows at the desk: times, runs, reasons, and what is typed and not understood.</summary>
[Collection(DeskHostCollection.Name)]
public sealed class FigureTests(DeskHost desk)
{
    [Fact]
    public async Task What_two_people_type_that_is_not_understood_is_told_by_its_rule_and_of_personal_answers_the_shape_alone()
    {
        foreach (var word in new[] { "Quite a while", "quite a while", "only mine 12345" }) await desk.SayAsync(desk.NewPerson(), "loan", "1", "50 lakh", word);
        await desk.SayAsync(desk.NewPerson(), "loan", "1", "50 lakh", "20", "Ravi", "Kumar", "BCDPK4321");
        using var ravi = await desk.SignInAsync("ravi");

        var sample = (await ravi.GetAsync("flows/loan-lead/sample")).Body;

        var rejects = sample.GetProperty("rejects").EnumerateArray()
            .Select(one => (State: one.GetProperty("state").GetString(), Text: one.GetProperty("text").GetString(), Times: one.GetProperty("times").GetInt32())).ToList();
        rejects.Should().Contain(("tenure", "quite a while", 2)).And.Contain(("tenure", "aaaa aaaa 99999", 1), "one person alone may be told by it");
        rejects.Should().ContainSingle(one => one.State == "pan").Which.Text.Should().Be("AAAAA9999");
        sample.ToString().Should().NotContain("only mine").And.NotContain("BCDPK43");
        sample.GetProperty("turns").GetInt32().Should().BeGreaterThanOrEqualTo(4, "answers that were turned away");
        (await TextAsync(ravi, "rejected")).Should().StartWith("state,rule,text,times,people\r\n").And.Contain(",quite a while,2,2\r\n");
    }

    [Fact]
    public async Task Times_runs_and_reasons_are_of_all_turns_by_day_version_and_language_and_go_into_files()
    {
        await desk.SayAsync(desk.NewPerson(), "loan", "1", "a lot", "50 lakh");
        await CountAsync(desk);
        using var ravi = await desk.SignInAsync("ravi");

        var found = (await ravi.GetAsync("flows/loan-lead/figures?days=3")).Body;

        found.GetProperty("begun").GetInt32().Should().BePositive();
        StateOf(found, "amount").GetProperty("people").GetInt32().Should().BePositive();
        StateOf(found, "amount").GetProperty("entered").GetInt32().Should().BePositive();
        found.GetProperty("reasons").EnumerateArray().Select(one => one.GetProperty("state").GetString()).Should().Contain("amount");
        found.GetProperty("days").EnumerateArray().Sum(day => day.GetProperty("begun").GetInt32()).Should().Be(found.GetProperty("begun").GetInt32());
        var version = found.GetProperty("versions").EnumerateArray().Should().ContainSingle().Subject.GetString()!;
        (await ravi.GetAsync($"flows/loan-lead/figures?days=3&version={version}&language=en")).Body.GetProperty("begun").GetInt32()
            .Should().BePositive().And.BeLessThanOrEqualTo(found.GetProperty("begun").GetInt32());
        var other = (await ravi.GetAsync("flows/loan-lead/figures?days=3&version=other")).Body;
        (other.GetProperty("begun").GetInt32(), other.GetProperty("states").GetArrayLength(), other.GetProperty("versions").GetArrayLength()).Should().Be((0, 0, 1));

        (await TextAsync(ravi, "runs")).Should().StartWith("day,version,language,begun,finished\r\n").And.Contain($",{version},en,");
        (await TextAsync(ravi, "times")).Should().StartWith("day,version,language,state,entered,people,median_seconds,p90_seconds\r\n").And.Contain($",{version},en,amount,");
        (await TextAsync(ravi, "reasons")).Should().StartWith("day,version,language,state,rule,times\r\n").And.Contain($",{version},en,amount,");
        (await TextAsync(ravi, "figures")).Should().StartWith("day,version,state,trigger,language,turns\r\n");
        (await ravi.GetAsync("flows/loan-lead/strange.csv")).Status.Should().Be(404);
    }

    /// <summary>What a worker does once a minute.</summary>
    internal static async Task CountAsync(DeskHost desk)
    {
        const int All = 10_000;
        var (store, figures) = (desk.Host.Services.GetRequiredService<IStore>(), desk.Host.Services.GetRequiredService<FigureCounter>());
        while (await store.CountTurnsAsync(All, default)) { }
        while (await figures.CountAsync(All, default)) { }
    }

    private static JsonElement StateOf(JsonElement figures, string name) =>
        figures.GetProperty("states").EnumerateArray().Single(one => one.GetProperty("state").GetString() == name);

    private static async Task<string> TextAsync(DeskClient client, string file)
    {
        using var csv = await client.RawAsync(new(HttpMethod.Get, $"/desk/api/flows/loan-lead/{file}.csv"));
        return await csv.Content.ReadAsStringAsync();
    }
}
