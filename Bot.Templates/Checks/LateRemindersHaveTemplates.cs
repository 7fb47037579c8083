using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>A reminder a day or more after the person's last message is outside WhatsApp's window, where only an approved template may be sent.</summary>
internal sealed class LateRemindersHaveTemplates : IMessageCheck
{
    public string Name => nameof(LateRemindersHaveTemplates);

    public IEnumerable<Issue> Find(MessagesInUse use) =>
        from flow in use.Flows
        from reminder in flow.Reminders
        where reminder.After >= ConversationFacts.Window
        from language in use.LanguagesOf(flow)
        where use.Catalogue.Template(flow.Flow, language, reminder.Key) is null
        select new Issue(flow.File, reminder.Line, reminder.Column, $"the reminder '{reminder.Key}' comes when WhatsApp's 24 hours are over, and has no template in '{language}'",
            $"templates: {{ {reminder.Key}: {{ name: .. }} }} in {WordsInOneLanguage.FileFor(flow, language)}, or remind earlier", Warning: true);
}
