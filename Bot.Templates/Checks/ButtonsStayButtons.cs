using Bot.Engine.Flows;
using Bot.Templates.Fitting;
using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>Three options or fewer are buttons, unless a label is too long for one: then all of them become a list, which takes two taps.</summary>
internal sealed class ButtonsStayButtons : IMessageCheck
{
    public string Name => nameof(ButtonsStayButtons);

    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        from message in flow.Messages
        where message.Choices is { LabelKeys.Length: > 0 and <= WhatsAppLimits.Buttons }
        from language in use.LanguagesOf(flow)
        from key in message.Choices!.LabelKeys
        let label = use.Catalogue.Label(flow.Flow, language, key)
        where label is { Note.Length: 0, Label.Length: > WhatsAppLimits.ButtonTitle }
        select new Issue(label.File, label.Line, label.Column, $"the label '{label.Label}' has {label.Label.Length} characters, and a button holds {WhatsAppLimits.ButtonTitle}: the options become a list", "less", Warning: true);
}
