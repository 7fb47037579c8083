using System.Globalization;
using System.Text;
using Bot.Engine.Conversations;
using Bot.Engine.Sessions;

namespace Bot.Host.Replays;

/// <summary>What our own code stumbled over, to be told with the failure of a replay.</summary>
internal sealed class ReplayTrouble : IEngineObserver
{
    private readonly StringBuilder _notes = new();

    public string Text => _notes.ToString();

    public void OnPoison(string conversation, Input input, Exception exception) => _notes.Append(CultureInfo.InvariantCulture, $"\n  {exception}");

    public void OnError(string what, Exception exception) => _notes.Append(CultureInfo.InvariantCulture, $"\n  {what}: {exception}");
}
