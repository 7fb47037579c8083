using System.Globalization;
using Bot.Engine.Conversations;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Sandbox;
using Bot.Sandbox.Channels;
using Bot.Sandbox.Phones;

namespace Bot.Host.Commands;

/// <summary>Talks to the bot in the terminal: a phone of the sandbox, a state after each turn, and the conversation as a replay when asked for.</summary>
internal sealed class Chat(BotSettings settings, TextReader input, TextWriter output, TextWriter error)
{
    private const string Channel = "gupshup";
    private const string Hint = "Type a message; [Label] taps a button; /photo sends a photo; /codes shows the codes that were sent; an empty line or /quit ends.";

    private readonly List<string> _script = [];

    public async Task<int> RunAsync(ChatRequest request, CancellationToken cancel)
    {
        if (!IndianMobile.TryParse(request.Number, out var mobile))
        {
            await error.WriteLineAsync($"'{request.Number}' is no Indian mobile number; write --as 9876543210.");
            return ExitCodes.CannotRun;
        }
        var phone = IndianMobile.WhatsApp(mobile);
        await using var stage = await ReplayStage.OpenAsync(settings.Folders.Flows, TimeProvider.System, new Observers([]));
        _script.AddRange(["# A conversation in the terminal", $"as {IndianMobile.National(mobile)}"]);
        await output.WriteLineAsync(Hint);

        long read = 0;
        SandboxSent? offering = null;
        for (var number = 1; ; number++)
        {
            await output.WriteAsync("> ");
            var line = await input.ReadLineAsync(cancel);
            if (line is null or "" or "/quit") break;
            if (line == "/codes")
            {
                await ShowCodesAsync(stage.World);
                continue;
            }
            if (Call(stage, line, new(phone, "Terminal", string.Create(CultureInfo.InvariantCulture, $"chat.{number}"), TimeProvider.System.GetUtcNow()), offering) is not { } call)
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
        return request.Save is { } file ? await SaveAsync(file) : ExitCodes.Ok;
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

    private async Task ShowAsync(SandboxSent sent)
    {
        await output.WriteLineAsync(sent.Text);
        _script.Add($"< {sent.Text.Replace("\n", "\\n", StringComparison.Ordinal)}");
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
