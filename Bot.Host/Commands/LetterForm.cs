using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Host.Observability;
using Bot.Templates.Rendering;

namespace Bot.Host.Commands;

/// <summary>How letters are written for a person.</summary>
/// <param name="whole">Numbers and addresses are shown.</param>
internal sealed class LetterForm(Redactor redactor, bool whole)
{
    public string Line(DeadLetter letter) => string.Create(CultureInfo.InvariantCulture,
        $"{letter.At:yyyy-MM-dd'T'HH:mm:ss'Z'}  {letter.Kind,-8}  {Escaped(letter.Id)}  {Conversation(letter)}  {Text(letter.Reason)}");

    public string Whole(DeadLetter letter) => string.Create(CultureInfo.InvariantCulture, $"""
        id            {Escaped(letter.Id)}
        kind          {letter.Kind}
        at            {letter.At:yyyy-MM-dd'T'HH:mm:ss'Z'}
        conversation  {Conversation(letter)}
        reason        {Text(letter.Reason)}

        {(whole ? ControlCharacters.EscapeWithinLines(letter.Detail) : redactor.StrikeLines(letter.Detail))}
        """);

    private string Text(string text) => whole ? Escaped(text) : redactor.Strike(text);

    private static string Escaped(string text) => ControlCharacters.Escape(text);

    /// <summary>The channel, and the address as far as it is shown.</summary>
    private string Conversation(DeadLetter letter)
    {
        var (channel, address) = letter.Conversation.Split(':', 2) is [var name, var rest] ? (name, rest) : ("", letter.Conversation);
        return address.Length == 0 ? "-" : Escaped($"{channel}:{(whole ? address : Masking.Mask(address))}");
    }
}
