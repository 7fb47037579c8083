using System.CommandLine;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;
using Bot.Host.History;
using Bot.Host.Replays;
using Bot.Host.Wiring;
using Bot.Sandbox;
using Bot.Sandbox.Operations;
using Bot.Sandbox.Phones;
using Bot.Sandbox.State;

namespace Bot.Host.Commands;

/// <summary>
/// <c>chat</c>: talks to the bot in the terminal, as a phone of the sandbox; tells the state after each turn, and writes the conversation as a replay when
/// asked for.
/// </summary>
internal sealed class ChatCommand : Command
{
    /// <summary>The mobile number without another one.</summary>
    public const string UsualNumber = "9876543210";

    private const string Channel = "gupshup";
    private const string Hint = "Type a message; [Label] taps a button; /photo sends a photo; /codes shows the codes that were sent; /http POST /path answers 409 plays a host that flows call; an empty line or /quit ends.";

    private const string Help = """
        Talk to the bot in the terminal as any number and see each turn's state.

        Examples:
          Bot.Host chat
          Bot.Host chat --as 9876500002
          Bot.Host chat --save flows/fastag-assign/wrong-otp.replay
        """;

    private readonly Option<string> _as = new("--as") { Description = "The mobile number to talk as.", HelpName = "number", DefaultValueFactory = _ => UsualNumber };
    private readonly Option<FileInfo?> _save = new("--save") { Description = "Write the conversation to a replay file.", HelpName = "file.replay" };

    public ChatCommand(TextReader input)
        : base("chat", Help)
    {
        Add(_as);
        Add(_save);
        SetAction((parsed, cancel) => new Talk(input, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error)
            .RunAsync(parsed.GetRequiredValue(_as), parsed.GetValue(_save), from: null, cancel));
    }

    /// <summary>One conversation in the terminal.</summary>
    internal sealed class Talk(TextReader input, TextWriter output, TextWriter error)
    {
        private readonly List<string> _script = [];

        /// <param name="from">The moment that it goes on from; null: the beginning.</param>
        public async Task<int> RunAsync(string number, FileInfo? save, HistoricTurn? from, CancellationToken cancel)
        {
            if (!IndianMobile.TryParse(number, out var mobile))
            {
                await error.WriteLineAsync($"'{number}' is no Indian mobile number; write --as 9876543210.");
                return ExitCodes.CannotRun;
            }
            var phone = IndianMobile.WhatsApp(mobile);
            await using var stage = await ReplayStage.OpenAsync(FlowTools.Folder, TimeProvider.System, new Observers([]));
            _script.AddRange(["# A conversation in the terminal", $"as {IndianMobile.National(mobile)}"]);
            await output.WriteLineAsync(Hint);
            if (from is not null)
            {
                var facts = new ConversationFacts(Channel, phone, "Terminal", TimeProvider.System.GetUtcNow());
                await from.PlaceAsync(stage.Bot.Store, ReplayStage.ConversationOf(Channel, phone), facts, cancel);
                await stage.SettleAsync();
            }

            long read = 0;
            SandboxSent? offering = null;
            for (var turn = 1; ; turn++)
            {
                await output.WriteAsync("> ");
                var line = await input.ReadLineAsync(cancel);
                if (line is null or "" or "/quit") break;
                if (line == "/codes")
                {
                    await ShowCodesAsync(stage.World);
                    continue;
                }
                if (line.StartsWith("/http ", StringComparison.Ordinal))
                {
                    await PlayAsync(stage.World, line["/http ".Length..]);
                    continue;
                }
                if (Call(stage, line, new(phone, "Terminal", string.Create(CultureInfo.InvariantCulture, $"chat.{turn}"), TimeProvider.System.GetUtcNow()), offering) is not { } call)
                {
                    await output.WriteLineAsync($"'{line}' was not offered.");
                    continue;
                }
                _script.Add(Scripted(stage.World, line));
                await stage.DeliverAsync(Channel, call);
                await stage.SettleAsync();
                foreach (var sent in stage.World.Sent.Where(sent => sent.Number > read && sent.To == phone))
                {
                    read = sent.Number;
                    if (sent.Taps.Count > 0) offering = sent;
                    await ShowAsync(sent);
                }
                var top = (await stage.SessionAsync(Channel, phone))?.Top;
                await output.WriteLineAsync($"  @ {(top is null ? "nothing is going on" : $"{top.Flow}/{top.State}")}");
            }
            return save is { } file ? await SaveAsync(file) : ExitCodes.Ok;
        }

        private static WebhookCall? Call(ReplayStage stage, string line, PhoneAct act, SandboxSent? offering)
        {
            var wire = stage.Phones[Channel];
            if (line == "/photo") return wire.Image(act, SandboxWorld.SamplePhoto, stage.MediaUrl(SandboxWorld.SamplePhoto), "image/jpeg");
            if (!(line.StartsWith('[') && line.EndsWith(']'))) return wire.Text(act, line);

            var tap = offering?.Taps.FirstOrDefault(tap => tap.Title == line[1..^1]);
            return tap is null ? null : wire.Tap(act, tap.Id, tap.Title, offering!.Kind == "list");
        }

        /// <summary>The line as a replay writes it: a code that was just sent is another one the next time.</summary>
        private static string Scripted(SandboxWorld world, string line)
        {
            if (line == "/photo") return "photo";
            var owner = world.NewestCodes().FirstOrDefault(code => code.Value == line).Key;
            return owner is null ? $"> {line}" : $"> {{otp {owner}}}";
        }

        /// <summary>A host that operations of flows call is to answer so.</summary>
        private async Task PlayAsync(SandboxWorld world, string text)
        {
            if (PlayedAnswer.Parse(text) is not { } answer)
            {
                await output.WriteLineAsync($"'{text}' is no answer; write /http POST /bookings answers 201 {{\"id\":\"B-1\"}}");
                return;
            }

            world.GiveAnswer(answer);
            _script.Add($"given http {text}");
        }

        private async Task ShowAsync(SandboxSent sent)
        {
            if (sent.Text.Length > 0) await output.WriteLineAsync(sent.Text);
            _script.Add(sent.Text.Length > 0 ? $"< {sent.Text.Replace("\n", "\\n", StringComparison.Ordinal)}" : "< *");
            if (CarriedParts.Line(CarriedParts.Of(sent)) is { Length: > 0 } carried)
            {
                await output.WriteLineAsync(carried);
                _script.Add(carried);
            }
            if (sent.Taps.Count == 0) return;

            var labels = string.Join(' ', sent.Taps.Select(tap => $"[{tap.Title}]"));
            await output.WriteLineAsync(labels);
            _script.Add(labels);
        }

        private async Task ShowCodesAsync(SandboxWorld world)
        {
            foreach (var (mobile, code) in world.NewestCodes()) await output.WriteLineAsync($"  {mobile} was sent {code}");
        }

        private async Task<int> SaveAsync(FileInfo file)
        {
            Directory.CreateDirectory(file.DirectoryName!);
            await File.WriteAllLinesAsync(file.FullName, _script);
            await output.WriteLineAsync($"{file.FullName}: {_script.Count} lines");
            return ExitCodes.Ok;
        }
    }
}
