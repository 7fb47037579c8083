using System.Collections.Immutable;
using Bot.Engine.Ports;

namespace Bot.Templates.Fitting;

/// <summary>Puts a body and what may be tapped under it into as few messages as WhatsApp takes: buttons where they suffice, else a list.</summary>
internal static class InteractiveFit
{
    /// <param name="body">The whole body; may be empty or over any limit.</param>
    /// <param name="taps">At least one.</param>
    /// <param name="prompt">A short sentence that can stand over the choices when the body cannot.</param>
    /// <param name="open">The label that opens a list.</param>
    public static ImmutableArray<OutboundMessage> Fit(string body, IReadOnlyList<Tap> taps, string prompt, string open)
    {
        var (before, over) = Part(body, prompt);
        var messages = ImmutableArray.CreateBuilder<OutboundMessage>();
        foreach (var piece in before.Length == 0 ? [] : TextCut.Split(before, WhatsAppLimits.Text)) messages.Add(new TextMessage(piece));

        var distinct = taps.DistinctBy(tap => tap.Id, StringComparer.Ordinal).ToList();
        if (AreButtons(distinct)) messages.Add(Buttons(over, distinct));
        else messages.AddRange(Lists(over, distinct, prompt, open));
        return messages.ToImmutable();
    }

    /// <summary>What goes ahead as plain text, and what stands over the choices.</summary>
    private static (string Before, string Over) Part(string body, string prompt)
    {
        prompt = TextCut.Within(prompt, WhatsAppLimits.InteractiveBody);
        if (body.Length == 0) return ("", prompt);
        if (body.Length <= WhatsAppLimits.InteractiveBody) return ("", body);

        foreach (var parting in (ReadOnlySpan<string>)["\n\n", "\n"])
        {
            var at = body.LastIndexOf(parting, StringComparison.Ordinal);
            if (at > 0 && body.Length - at - parting.Length <= WhatsAppLimits.InteractiveBody) return (body[..at].TrimEnd(), body[at..].Trim());
        }

        return (body, prompt);
    }

    /// <summary>Buttons show no notes, so a choice with one asks for a list.</summary>
    private static bool AreButtons(List<Tap> taps) =>
        taps.Count <= WhatsAppLimits.Buttons && taps.TrueForAll(tap => tap.Label.Length <= WhatsAppLimits.ButtonTitle && tap.Note.Length == 0);

    private static ButtonsMessage Buttons(string body, List<Tap> taps)
    {
        var titles = new DistinctTitles(WhatsAppLimits.ButtonTitle);
        return new(body, [.. taps.Select(tap => new Button(IdWithin(tap.Id, WhatsAppLimits.ButtonId), titles.Of(tap.Label)))]);
    }

    private static IEnumerable<ListMessage> Lists(string body, List<Tap> taps, string prompt, string open)
    {
        open = TextCut.Within(open, WhatsAppLimits.OpenLabel);
        foreach (var page in taps.Chunk(WhatsAppLimits.Rows))
        {
            var titles = new DistinctTitles(WhatsAppLimits.RowTitle);
            yield return new(body, open, [.. page.Select(tap => new Row(IdWithin(tap.Id, WhatsAppLimits.RowId), titles.Of(tap.Label), Description(tap)))]);
            body = TextCut.Within(prompt, WhatsAppLimits.InteractiveBody);
        }
    }

    /// <summary>The note; before it the whole label where the title had to be cut.</summary>
    private static string Description(Tap tap)
    {
        if (tap.Label.Length <= WhatsAppLimits.RowTitle) return TextCut.Within(tap.Note, WhatsAppLimits.RowDescription);
        var whole = tap.Note.Length == 0 ? tap.Label : $"{tap.Label} · {tap.Note}";
        return TextCut.Within(whole, WhatsAppLimits.RowDescription);
    }

    private static string IdWithin(string id, int limit) => id[..TextCut.SafeLength(id, limit)].Trim();
}
