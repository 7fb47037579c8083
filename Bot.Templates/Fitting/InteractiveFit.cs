using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Bot.Engine.Abstractions;

namespace Bot.Templates.Fitting;

/// <summary>Puts a body and what may be tapped under it into as few messages as WhatsApp takes: buttons where they suffice, else a list.</summary>
internal static class InteractiveFit
{
    /// <param name="body">The whole body; may be empty or over any limit.</param>
    /// <param name="taps">At least one; those that repeat another are dropped.</param>
    /// <param name="prompt">A short sentence that can stand over the choices when the body cannot.</param>
    /// <param name="open">The label that opens a list.</param>
    public static ImmutableArray<OutboundMessage> Fit(string body, List<Tap> taps, string prompt, string open)
    {
        var (before, over) = Part(body, prompt);
        DropRepeated(taps);
        if (before.Length == 0 && AreButtons(taps)) return [Buttons(over, taps)];
        if (before.Length == 0 && taps.Count <= WhatsAppLimits.Rows) return [List(over, CollectionsMarshal.AsSpan(taps), open)];

        var messages = ImmutableArray.CreateBuilder<OutboundMessage>();
        foreach (var piece in before.Length == 0 ? [] : TextCut.Split(before, WhatsAppLimits.Text)) messages.Add(new TextMessage(piece));
        if (AreButtons(taps)) messages.Add(Buttons(over, taps));
        else AddLists(messages, over, CollectionsMarshal.AsSpan(taps), prompt, open);
        return messages.ToImmutable();
    }

    /// <summary>What is offered twice stays where it came first.</summary>
    private static void DropRepeated(List<Tap> taps)
    {
        for (var i = taps.Count - 1; i > 0; i--)
            for (var before = 0; before < i; before++)
                if (taps[before].Id == taps[i].Id)
                {
                    taps.RemoveAt(i);
                    break;
                }
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
        var titles = new DistinctTitles(WhatsAppLimits.ButtonTitle, taps.Count);
        var buttons = new Button[taps.Count];
        for (var i = 0; i < buttons.Length; i++) buttons[i] = new(IdWithin(taps[i].Id, WhatsAppLimits.ButtonId), titles.Of(taps[i].Label));
        return new(body, ImmutableCollectionsMarshal.AsImmutableArray(buttons));
    }

    private static void AddLists(ImmutableArray<OutboundMessage>.Builder messages, string body, ReadOnlySpan<Tap> taps, string prompt, string open)
    {
        for (; !taps.IsEmpty; body = TextCut.Within(prompt, WhatsAppLimits.InteractiveBody))
        {
            var page = Math.Min(taps.Length, WhatsAppLimits.Rows);
            messages.Add(List(body, taps[..page], open));
            taps = taps[page..];
        }
    }

    private static ListMessage List(string body, ReadOnlySpan<Tap> taps, string open)
    {
        var titles = new DistinctTitles(WhatsAppLimits.RowTitle, taps.Length);
        var rows = new Row[taps.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = new(IdWithin(taps[i].Id, WhatsAppLimits.RowId), titles.Of(taps[i].Label), Description(taps[i]));
        return new(body, TextCut.Within(open, WhatsAppLimits.OpenLabel), ImmutableCollectionsMarshal.AsImmutableArray(rows));
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
