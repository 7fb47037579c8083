using System.Text.RegularExpressions;
using Bot.Host.Persons;
using Bot.Storage.Media;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Desk;

/// <summary>Pictures and files that operators send from their own machine.</summary>
[Collection(DeskHostCollection.Name)]
public sealed class TalkFileTests(DeskHost desk)
{
    [Fact]
    public async Task A_picture_of_the_operators_own_goes_out_by_a_link_that_only_its_holder_opens_and_goes_with_the_person()
    {
        var person = desk.NewPerson();
        await desk.SayAsync(person, "loan", "1");
        using var asha = await desk.SignInAsync("asha");
        var session = await asha.SessionAsync(person);
        var photo = Photos.Jpeg("an offer for " + person);

        (await SendAsync(photo, "caption=Our+offer&key=k7")).Should().Be(200);
        (await SendAsync(photo, "caption=Our+offer&key=k7")).Should().Be(200);
        (await SendAsync([.. "%PDF-1.7"u8], "name=offer.pdf")).Should().Be(200);
        (await SendAsync([.. "MZ a program"u8], "name=offer.pdf")).Should().Be(422);
        (await SendAsync(photo[..^20], "")).Should().Be(422, "it is cut off");

        await Eventually.Holds(async () => (await SentAsync()).Count, count => count == 2);
        var link = (await SentAsync())[0];
        (await desk.Host.Client.GetByteArrayAsync(new Uri(link))).Should().Equal(photo);
        using var other = await desk.Host.Client.GetAsync(new Uri(link[..link.LastIndexOf('/')] + "0/picture.jpg"));
        other.StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
        var kept = link.Split('/')[^3];
        (await desk.Host.Services.GetRequiredService<KeptFiles>().ReadAsync(kept, default)).Should().NotBeNull();

        var persons = desk.Host.Services.GetRequiredService<PersonService>();
        await persons.EraseAsync(person, "nisha", "asked", default);
        await Eventually.Holds(async () =>
        {
            await persons.PurgeDueAsync(default);
            return await desk.Host.Services.GetRequiredService<KeptFiles>().ReadAsync(kept, default);
        }, bytes => bytes is null);

        async Task<int> SendAsync(byte[] bytes, string query)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/desk/api/conversations/{session}/file?{query}") { Content = new ByteArrayContent(bytes) };
            request.Headers.Add("X-Desk-Token", asha.Token);
            using var answer = await asha.RawAsync(request);
            return (int)answer.StatusCode;
        }

        async Task<IReadOnlyList<string>> SentAsync() => [.. Regex
            .Matches((await desk.Host.TextAsync(HttpMethod.Get, $"/sandbox/sent?to={person}")).Body, "http[^\"\\\\ ]+/desk/files/[^\"\\\\ ]+").Select(match => match.Value).Distinct()];
    }
}
