using System.Text.RegularExpressions;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Examples;

/// <summary>docs/tutorial.md, followed line by line in a copy of the flows, with the program itself and an API of its own.</summary>
public sealed class TutorialTests : IAsyncLifetime, IDisposable
{
    private const string Program = "dotnet run --project Bot.Host";
    private const string Person = "919800000077";

    private readonly TemporaryFolder _folder = new();
    private ScriptedPartner _shop = null!;
    private BotHost? _host;
    private int _said;
    private int _read;

    private Dictionary<string, string> Settings => new(new BotHostOptions().AllSettings(_folder.Path));

    public async Task InitializeAsync()
    {
        Repository.CopyFlows(Path.Combine(_folder.Path, "flows"));
        _shop = await ScriptedPartner.StartAsync();
        _shop.Answers("/bookings", """{"id":"B-100"}""", 201);
    }

    public async Task DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        await _shop.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_comes_out_as_it_is_written()
    {
        var output = "";
        foreach (var block in TutorialBlock.All())
        {
            if (block.File is { } file) await File.WriteAllLinesAsync(Path.Combine(_folder.Path, file), block.Lines.Skip(1).Select(OnThisMachine));
            else if (block.Kind == "sh") output = await RunAsync(block.Lines);
            else if (block.Kind == "text") block.Lines.Should().AllSatisfy(line => Has(output, OnThisMachine(line)).Should().BeTrue($"'{line}' is to stand in:\n{output}"));
            else if (block.Kind == "chat") await TalkAsync(block.Lines);
        }

        var posted = _shop.Requests.Should().ContainSingle().Subject;
        posted.Headers["Authorization"].Should().Be("Bearer a-key-of-the-shop");
        posted.Headers["Idempotency-Key"].Should().NotBeEmpty();
        posted.Body.Should().Be("""{"service":"puncture","customer":{"name":"Asha Rao","mobile":"\u002B919876500009"}}""");
    }

    /// <summary>The API is at a port of the system's choice here.</summary>
    private string OnThisMachine(string line) => line.Replace("localhost:8080", new Uri(_shop.Address).Authority, StringComparison.Ordinal);

    private async Task<string> RunAsync(IEnumerable<string> lines)
    {
        var output = "";
        foreach (var line in lines)
        {
            if (line == Program) _host = await BotHost.StartAsync(new() { AsProcess = true, Folder = _folder.Path });
            else if (line.StartsWith("curl localhost:5000", StringComparison.Ordinal)) output += (await _host!.TextAsync(HttpMethod.Get, line["curl localhost:5000".Length..])).Body + "\n";
            else output += await CommandAsync(line[$"{Program} -- ".Length..].Split(' '));
        }

        return output;
    }

    private async Task<string> CommandAsync(string[] arguments)
    {
        var (code, output, error) = await HostProcess.SaysAsync(_folder.Path, Settings, arguments);
        code.Should().Be(0, $"{string.Join(' ', arguments)} said:\n{output}{error}");
        return output;
    }

    private async Task TalkAsync(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (line.StartsWith("> ", StringComparison.Ordinal)) (await _host!.DeliverAsync(Person, $"wamid.tutorial.{++_said}", line[2..])).Should().Be(200);
            else Has(await NextAsync(), line[2..]).Should().BeTrue(line);
        }
    }

    private async Task<string> NextAsync()
    {
        await Eventually.Holds(async () => await _host!.SentAsync(Person) > _read);
        return (await _host!.GetAsync($"/sandbox/sent?to={Person}")).Body.EnumerateArray().ElementAt(_read++).GetProperty("text").GetString()!;
    }

    /// <summary>Whether a line stands in a text, <c>*</c> for anything within a line.</summary>
    private static bool Has(string text, string glob) =>
        Regex.IsMatch(text, string.Join(".*", glob.Split('*').Select(Regex.Escape)), RegexOptions.None, TimeSpan.FromSeconds(5));
}
