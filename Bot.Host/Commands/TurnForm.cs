using System.Globalization;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Host.Api.Sessions;
using Bot.Host.History;
using Bot.Host.Observability;
using Bot.Storage.Abstractions;

namespace Bot.Host.Commands;

/// <summary>How turns are written for a person.</summary>
/// <param name="whole">What is personal is shown.</param>
internal sealed class TurnForm(FlowSet flows, Redactor redactor, bool whole)
{
    /// <summary>A turn in a list: where it led, and what was said.</summary>
    public string Row(StoredTurn turn)
    {
        var row = new StringBuilder();
        row.Append(CultureInfo.InvariantCulture, $"{turn.Version,5}  {turn.At:yyyy-MM-dd'T'HH:mm:ss'Z'}  {Way(turn)}");
        if (whole) foreach (var line in turn.Lines) row.AppendLine().Append(CultureInfo.InvariantCulture, $"       {line.Direction,-4} {ControlCharacters.Escape(line.Text)}");
        else if (turn.Lines.Length > 0) row.Append(CultureInfo.InvariantCulture, $"  ({turn.Lines.Length} said)");
        return row.ToString();
    }

    /// <summary>How the conversation stood after a turn.</summary>
    public string Whole(ConversationLine line, HistoricTurn turn)
    {
        var facts = new ConversationFacts(line.Channel, line.Address, line.Name, turn.Turn.At);
        var view = SessionView.Of(line, new(line.Conversation, turn.Turn.Version, turn.Session, facts), flows, whole);
        var told = new StringBuilder();
        told.AppendLine(CultureInfo.InvariantCulture, $"       turn         {turn.Turn.Version} of {line.Version}");
        told.AppendLine(CultureInfo.InvariantCulture, $"       stands       {(view.Flow is null ? "nothing is going on" : $"{view.Flow}/{view.State}")}");
        told.AppendLine(CultureInfo.InvariantCulture, $"       waits for    {view.WaitingFor ?? "nothing"}");
        told.Append(CultureInfo.InvariantCulture, $"       language     {view.Language}");
        foreach (var (name, value) in view.Answers)
            told.AppendLine().Append(CultureInfo.InvariantCulture, $"       {name,-12} {(whole ? ControlCharacters.Escape($"{value}") : redactor.Strike($"{value}"))}");
        foreach (var photo in view.Documents) told.AppendLine().Append(CultureInfo.InvariantCulture, $"       {photo,-12} (a photo)");
        return told.ToString();
    }

    private static string Way(StoredTurn turn) => turn.Flow.Length == 0
        ? "(before the turn log)"
        : turn.Trigger.Length == 0 ? $"{turn.Flow}/{turn.From} stayed" : $"{turn.Flow}/{turn.From} --{turn.Trigger}--> {turn.To}";
}
