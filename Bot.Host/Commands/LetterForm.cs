using System.Globalization;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host.Letters;
using Bot.Host.Observability;
using Bot.Templates.Rendering;

namespace Bot.Host.Commands;

/// <summary>How letters are written for a person.</summary>
/// <param name="whole">Numbers and addresses are shown.</param>
internal sealed class LetterForm(Redactor redactor, bool whole)
{
    public string Line(DeadLetter letter) => string.Create(CultureInfo.InvariantCulture,
        $"{letter.At:yyyy-MM-dd'T'HH:mm:ss'Z'}  {letter.Kind,-8}  {Escaped(letter.Id)}  {Conversation(letter.Conversation)}  {Text(letter.Reason)}");

    public string Whole(DeadLetter letter) => string.Create(CultureInfo.InvariantCulture, $"""
        id            {Escaped(letter.Id)}
        kind          {letter.Kind}
        at            {letter.At:yyyy-MM-dd'T'HH:mm:ss'Z'}
        conversation  {Conversation(letter.Conversation)}
        reason        {Text(letter.Reason)}

        {(whole ? ControlCharacters.EscapeWithinLines(letter.Detail) : redactor.StrikeLines(letter.Detail))}
        """);

    /// <summary>One that was dealt with.</summary>
    public string Whole(ResolvedLetter letter) => string.Create(CultureInfo.InvariantCulture, $"""
        id            {Escaped(letter.Id)}
        kind          {letter.LetterKind}
        at            {letter.At:yyyy-MM-dd'T'HH:mm:ss'Z'}
        conversation  {Conversation(letter.Conversation)}
        reason        {Text(letter.Reason)}
        {letter.How,-12}  {letter.ResolvedAt:yyyy-MM-dd'T'HH:mm:ss'Z'} by {Escaped(letter.By)}{(letter.Outcome.Length > 0 ? $", as {letter.Outcome}" : "")}
        note          {Text(letter.Note)}
        """);

    /// <summary>What is known of the call that a letter is about; null where nothing is kept.</summary>
    public async Task<string?> CallAsync(DeadLetter letter, IRecordStore records, CancellationToken cancel)
    {
        if (!letter.Id.StartsWith(UndecidedCall.LetterPrefix, StringComparison.Ordinal)
            || await records.FindAsync(UndecidedCall.Kind, letter.Id[UndecidedCall.LetterPrefix.Length..], cancel) is not { } kept)
        {
            return null;
        }

        var call = UndecidedCall.Read(kept);
        var told = new StringBuilder().AppendLine();
        told.AppendLine(CultureInfo.InvariantCulture, $"call          {call.Request.Operation}, asked for at {call.At:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        told.AppendLine(CultureInfo.InvariantCulture, $"flow          {call.Run.Flow}/{call.Run.State}");
        foreach (var (name, value) in call.Request.Arguments.Items)
            told.AppendLine(CultureInfo.InvariantCulture, $"  {name,-20}  {(whole ? Escaped(value.Text) : Masking.Mask(value.Text))}");
        return told.Append(CultureInfo.InvariantCulture, $"settle it by  letters settle {Escaped(letter.Id)} --outcome ...").ToString();
    }

    private string Text(string text) => whole ? Escaped(text) : redactor.Strike(text);

    private static string Escaped(string text) => ControlCharacters.Escape(text);

    /// <summary>The channel, and the address as far as it is shown.</summary>
    private string Conversation(string conversation)
    {
        var (channel, address) = conversation.Split(':', 2) is [var name, var rest] ? (name, rest) : ("", conversation);
        return address.Length == 0 ? "-" : Escaped($"{channel}:{(whole ? address : Masking.Mask(address))}");
    }
}
