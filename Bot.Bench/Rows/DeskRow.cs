using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Bot.Bench.Figures;
using Bot.Bench.Hosts;
using Bot.Bench.Load;
using Bot.Host.Desk.Operators;
using Bot.Host.Settings;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;

namespace Bot.Bench.Rows;

/// <summary>The inbox with 10,000 live conversations, and what ten open desks cost those who write.</summary>
internal static class DeskRow
{
    private const string Name = "desk";
    private const string Operator = "bench";
    private const string Password = "a password of the bench";
    private const int People = 10_000;
    private const int Waiting = 200;
    private const int Desks = 10;
    private const int Connections = 64;

    /// <summary>A page must come within it.</summary>
    private const double SlowestPage = 200;

    /// <summary>Share of the rate that ten desks may cost.</summary>
    private const double MostLost = 0.03;

    /// <summary>Each in the other order than the one before: a database that grows is no cost of desks.</summary>
    private const int Pairs = 9;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(5);

    /// <summary>Between two times that a page asks for its list while more moves than is told.</summary>
    private static readonly TimeSpan NowAndThen = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output)
    {
        using var folder = new BenchFolder();
        using var peer = new RecordingPeer();
        var file = Path.Combine(folder.Path, "bot.db");
        await StoredPeople.FillAsync(file, People, transcript: 1);
        await using (var store = SqliteStore.Open(new() { Path = file }, new Secrets(BotProcess.SecretKey).Sealer, TimeProvider.System))
            await new OperatorRepository(store, store, TimeProvider.System).AddAsync(Operator, Password, [OperatorRoles.Answer], default);
        await using var bot = await BotProcess.StartAsync(BotProcess.Built, folder.Path, peer.Port);
        await AskForHumansAsync(bot);
        using var client = await SignInAsync(bot);
        var pages = await PagesAsync(client);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {pages.Count} pages, median {Median(pages):0.0} ms, slowest {pages.Max():0.0} ms"));

        var (without, with) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < Pairs; pair++)
        {
            foreach (var open in new[] { pair % 2 == 1, pair % 2 == 0 })
                (open ? with : without).Add(await RateAsync(bot, without.Count + with.Count, open ? client : null));
        }

        await output.WriteLineAsync($"  without {string.Join(", ", without.Select(FigureFormat.Rate))}; with {Desks} desks {string.Join(", ", with.Select(FigureFormat.Rate))}");
        var kept = Median(with.Zip(without, (some, none) => some / none));
        return
        [
            new(Name, $"the slowest of {pages.Count} pages of the inbox, {People:#,0} live conversations and {Waiting} waiting", FigureFormat.Milliseconds(pages.Max()), "under 200 ms", pages.Max() < SlowestPage, FigureFormat.Milliseconds(Median(pages)) + " median"),
            new(Name, $"durable turns with {Desks} desks open, each asking for its list when it is told to", FigureFormat.Rate(Median(with)), "within 3 % of those without", kept >= 1 - MostLost, FigureFormat.Rate(Median(without)) + " without", FigureFormat.Ratio(kept)),
        ];
    }

    /// <summary>Turns a second of people who were not here before; with a client, while its desks are open.</summary>
    private static async Task<double> RateAsync(BotProcess bot, int round, HttpClient? client)
    {
        const long Strangers = 9_000_000_000;
        var wire = new SignedText(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow);
        var people = new Users(wire, 5_000, Connections, Strangers + (round * 10_000_000L));
        using var closed = new CancellationTokenSource();
        var open = client is null ? [] : Enumerable.Range(0, Desks).Select(_ => WatchAsync(client, closed.Token)).ToList();
        var result = await LoadRun.RunAsync(new(bot.Port, Connections, WarmUp, Measured, null), people.Next);
        await closed.CancelAsync();
        await Task.WhenAll(open);
        return result.PerSecond;
    }

    private static async Task AskForHumansAsync(BotProcess bot)
    {
        var wire = new SignedText(BotProcess.AppSecret, BotProcess.PhoneNumberId, DateTimeOffset.UtcNow);
        using var connection = await WireConnection.OpenAsync(bot.Port, CancellationToken.None);
        for (var person = 0; person < Waiting; person++)
            await connection.AskAsync(wire.Request(Users.NumberOf(StoredPeople.First, person), 1, "human"), CancellationToken.None);
    }

    /// <summary>An operator's client: its cookies go by hand, for they are marked for TLS.</summary>
    private static async Task<HttpClient> SignInAsync(BotProcess bot)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new($"http://127.0.0.1:{bot.Port}") };
        using var door = await client.GetAsync(new Uri("/desk/api/token", UriKind.Relative));
        var token = (await door.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/desk/api/sign-in") { Content = JsonContent.Create(new { name = Operator, password = Password }) };
        request.Headers.Add(DeskCookies.TokenHeader, token);
        request.Headers.Add("Cookie", CookiesOf(door));
        using var entered = await client.SendAsync(request);
        entered.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Add("Cookie", CookiesOf(entered));
        return client;
    }

    private static string CookiesOf(HttpResponseMessage answer) => string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));

    /// <summary>Milliseconds of each page: those who wait, and all that goes on.</summary>
    private static async Task<List<double>> PagesAsync(HttpClient client)
    {
        var took = new List<double>();
        for (var warm = 0; warm < 3; warm++) await PageAsync("waiting", "");
        took.Clear();
        for (var again = 0; again < 20; again++) await PageAsync("waiting", "");
        for (var after = await PageAsync("live", ""); after is not null;) after = await PageAsync("live", after);
        return took;

        async Task<string?> PageAsync(string list, string after)
        {
            var begun = Stopwatch.GetTimestamp();
            var page = await client.GetFromJsonAsync<JsonElement>(new Uri($"/desk/api/inbox?list={list}&after={after}", UriKind.Relative));
            took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            return page.GetProperty("next").GetString();
        }
    }

    /// <summary>A page that is open: it hears what moves, and asks for its list as the browser's does.</summary>
    private static async Task WatchAsync(HttpClient client, CancellationToken closed)
    {
        try
        {
            using var stream = await client.GetAsync(new Uri("/desk/api/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, closed);
            using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(closed));
            await ListAsync();
            var asked = Stopwatch.GetTimestamp();
            while (await lines.ReadLineAsync(closed) is { } line)
            {
                var again = line.Contains("\"handed\":true", StringComparison.Ordinal)
                    || (line.Contains("\"all\":true", StringComparison.Ordinal) && Stopwatch.GetElapsedTime(asked) > NowAndThen);
                if (!again) continue;

                await ListAsync();
                asked = Stopwatch.GetTimestamp();
            }
        }
        catch (OperationCanceledException)
        {
            // The desk is closed.
        }

        async Task ListAsync()
        {
            using var list = await client.GetAsync(new Uri("/desk/api/inbox?list=waiting", UriKind.Relative), closed);
            await list.Content.ReadAsByteArrayAsync(closed);
        }
    }

    private static double Median(IEnumerable<double> figures) => figures.Order().ElementAt(figures.Count() / 2);
}
