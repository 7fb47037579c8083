using System.Collections.Immutable;
using Bot.Engine.Conversations;
using Bot.Engine.Machine;
using Bot.Host.Replays;
using Bot.Host.Settings;
using Bot.Host.Wiring;

namespace Bot.Bench.Turns;

/// <summary>A scripted conversation, played once against the sandbox, as the inputs that the machine heard: what the person sent and what the partners answered.</summary>
internal sealed record RecordedConversation(string SessionId, ImmutableArray<Input> Inputs)
{
    /// <exception cref="InvalidOperationException">The script does not come out as written.</exception>
    public static async Task<RecordedConversation> PlayAsync(string flows, string script)
    {
        var heard = new Heard();
        var file = Path.Combine(flows, script);
        var (read, issues) = ReplayScript.Read(file, await File.ReadAllTextAsync(file));
        if (issues.Count > 0) throw new InvalidOperationException(string.Join('\n', issues));
        if (await ReplayPlayer.PlayAsync(read, flows, heard) is { } failure) throw new InvalidOperationException(failure.ToString());
        return new(heard.SessionId, heard.Inputs.ToImmutable());
    }

    public static async Task<FlowShelf> ShelfAsync()
    {
        var tools = StageSettings.ForTools();
        return FlowShelf.Load(tools.Folders.Flows, await BotEngine.ContractsAsync(tools));
    }

    public static string FlowsFolder => SettingsFactory.FlowsFolder(Directory.GetCurrentDirectory(), AppContext.BaseDirectory);

    private sealed class Heard : IEngineObserver
    {
        public ImmutableArray<Input>.Builder Inputs { get; } = ImmutableArray.CreateBuilder<Input>();

        public string SessionId { get; private set; } = "";

        public void Turned(string conversation, Input input, Turn turn)
        {
            SessionId = turn.Session.Id;
            Inputs.Add(input);
        }
    }
}
