using System.Globalization;
using System.Text.Json;
using Bot.Host.Desk.Live;

namespace Bot.Tests.Host.Desk;

/// <summary>What a page is told of conversations that moved.</summary>
public sealed class DeskStreamTests
{
    [Theory]
    [InlineData(100, false, """{"all":false,"handed":false,"sessions":100}""")]
    [InlineData(100, true, """{"all":false,"handed":true,"sessions":100}""")]
    [InlineData(101, false, """{"all":true,"handed":false,"sessions":0}""")]
    [InlineData(101, true, """{"all":true,"handed":true,"sessions":0}""")]
    [InlineData(5_000, false, """{"all":true,"handed":true,"sessions":0}""")]
    public void Many_are_told_as_all_and_as_handed_on_where_one_was_or_some_are_forgotten(int moved, bool handed, string told)
    {
        var feed = new DeskFeed();
        var place = feed.Open();
        for (var i = 1; i < moved; i++) feed.Add(i.ToString(CultureInfo.InvariantCulture), handed: false);
        feed.Add("last", handed);

        using var line = JsonDocument.Parse(DeskStream.Json(feed.After(place)));

        var (all, wasHanded) = (line.RootElement.GetProperty("all").GetBoolean(), line.RootElement.GetProperty("handed").GetBoolean());
        JsonSerializer.Serialize(new { all, handed = wasHanded, sessions = line.RootElement.GetProperty("sessions").GetArrayLength() }).Should().Be(told);
    }
}
