using Bot.Engine.Conversations;
using Bot.Host.Replays;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Replays;

/// <summary>A booking by files alone: what people send for types with parameters, over the wire of each channel and back.</summary>
public sealed class AnswerTypeReplayTests : IDisposable
{
    private const string Flow = """
        flow: menu
        start: tyres
        expire: { after: 24h, next: done }
        slots:
          tyres: { type: number, min: 1, max: 8, unit: [tyres, टायर], reject: { tooLarge: tooMany } }
          day: { type: date, from: today+1d, to: today+30d }
          hour: { type: time, from: "09:00", to: "18:30" }
          pickUp: yesNo
          where: { type: location, personal: true }
        states:
          tyres: { ask: tyres, next: day }
          day: { ask: day, next: hour }
          hour: { ask: hour, next: pickUp }
          pickUp:
            ask: pickUp
            next:
              - { when: { pickUp: yes }, to: where }
              - { to: done }
          where: { ask: where, next: booked }
          booked: { say: booked, next: done }
          done:
            end:
        """;

    private const string Messages = """
        language: en
        messages:
          tyres: "How many tyres? {{ min }} to {{ max }}"
          tooMany: "We fit at most {{ max }} {{ unit }}."
          day: Which day?
          hour: At what time?
          pickUp: Shall we fetch the car?
          where: Where from?
          booked: "{{ tyres }} on {{ day | date }} at {{ hour }}."
        fields: { tyres: Tyres, day: Day, hour: Time, pickUp: Pick-up, where: Place }
        """;

    private readonly FlowsFolder _flows = new(
        ("menu/flow.yaml", Flow), ("menu/messages.en.yaml", Messages), ("messages.en.yaml", File.ReadAllText(Path.Combine(Repository.Flows, "messages.en.yaml"))));

    public void Dispose() => _flows.Dispose();

    [Theory]
    [InlineData("meta")]
    [InlineData("gupshup")]
    public async Task What_people_send_becomes_an_answer(string channel)
    {
        var script = $"""
            # A booking
            channel {channel}
            at 2026-11-21 12:00
            > hello
            < How many tyres? 1 to 8
            > twelve tyres
            < We fit at most 8 tyres.
            > 4 tyres please
            < Which day?
            > yesterday
            < That day is too early: the first one possible is 22-11-2026. *
            > next monday
            < At what time?
            > sadhe paanch baje
            < Shall we fetch the car?
            [Yes] [No]
            > maybe
            < Please answer with Yes or No, e.g. yes
            > haan ji
            < Where from?
            sticker
            < I need a place here. *
            event location 18.520430,73.856744
            < 4 on 23-11-2026 at 17:30.
            @ ended
            """;
        var (read, issues) = ReplayScript.Read("booking.replay", script);
        issues.Should().BeEmpty();

        (await ReplayPlayer.PlayAsync(read, _flows.Path, new Observers([])))?.ToString().Should().BeNull();
    }
}
