using System.Collections.Immutable;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Host.Replays;
using Bot.Host.Wiring;

namespace Bot.Bench.Turns;

/// <summary>
/// A scripted conversation, played once against the sandbox, as the inputs that the machine heard: what the person sent and what the partners answered.
/// </summary>
internal sealed record RecordedConversation(string SessionId, ImmutableArray<Input> Inputs)
{
    /// <summary>An agent logs in and registers a vehicle, from the first word to the next registration.</summary>
    public const string Fastag = "fastag-assign/happy-path.replay";

    private static string FlowsFolder => FlowTools.Folder;

    /// <exception cref="InvalidOperationException">The script does not come out as written.</exception>
    public static async Task<RecordedConversation> PlayAsync(string script)
    {
        var heard = new Heard();
        var file = Path.Combine(FlowsFolder, script);
        var (read, issues) = ReplayScript.Read(file, await File.ReadAllTextAsync(file));
        if (issues.Count > 0) throw new InvalidOperationException(string.Join('\n', issues));
        if (await ReplayPlayer.PlayAsync(read, FlowsFolder, heard) is { } failure) throw new InvalidOperationException(failure.ToString());
        return new(heard.SessionId, heard.Inputs.ToImmutable());
    }

    private sealed class Heard : IEngineObserver
    {
        public ImmutableArray<Input>.Builder Inputs { get; } = ImmutableArray.CreateBuilder<Input>();

        public string SessionId { get; private set; } = "";

        public void OnTurnCommitted(string conversation, Input input, Turn turn)
        {
            SessionId = turn.Session.Id;
            Inputs.Add(input);
        }
    }
}
