using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>All checks of the messages files.</summary>
public static class MessageChecks
{
    public static ImmutableArray<IMessageCheck> All { get; } =
    [
        new EveryFlowSpeaksItsLanguages(),
        new EveryMessageIsInEveryLanguage(),
        new EveryOptionHasALabel(),
        new EveryFieldHasAName(),
        new SharedFilesHaveTheEnginesWords(),
        new PlaceholdersAreKnown(),
        new SlotNamesCanBeWritten(),
        new MessagesFitWhatsApp(),
        new PartsFitWhatsApp(),
        new TagsHaveTwoBraces(),
        new PartsGoWithTheirUse(),
        new PersonalSlotsAreRevealedOnlyToConfirm(),
        new PersonalFieldsAreShown(),
        new TranslationsKeepPlaceholders(),
        new LabelsAreDistinct(),
        new LabelsAreNoCommands(),
        new ButtonsStayButtons(),
        new NothingIsDead(),
        new LateRemindersHaveTemplates(),
    ];

    /// <summary>All findings of all checks, each once, in the order of files and lines.</summary>
    public static ImmutableArray<Issue> Run(MessagesInUse use) =>
    [
        .. All.SelectMany(check => check.Find(use).Select(issue => issue with { Rule = check.Name })).DistinctBy(issue => issue with { Rule = "" })
            .Select(Wording.AsAdvice)
            .OrderBy(issue => issue.File, StringComparer.Ordinal).ThenBy(issue => issue.Line).ThenBy(issue => issue.Column),
    ];
}
