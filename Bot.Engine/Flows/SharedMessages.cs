namespace Bot.Engine.Flows;

/// <summary>
/// Keys of the engine's own words, in <c>flows/messages.&lt;lang&gt;.yaml</c>. The checks hold that every language has all of them; a flow may override any
/// under the same key.
/// </summary>
public static class SharedMessages
{
    public const string Help = "help";
    public const string Cancelled = "cancelled";
    public const string StartedOver = "startedOver";
    public const string NothingBefore = "nothingBefore";
    public const string EditWhich = "editWhich";
    public const string NothingToEdit = "nothingToEdit";
    public const string LanguageWhich = "languageWhich";
    public const string LanguageChanged = "languageChanged";
    public const string HumanComing = "humanComing";
    public const string ResendNotHere = "resendNotHere";
    public const string OneMoment = "oneMoment";
    public const string EarlierTap = "earlierTap";
    public const string ChooseFromList = "chooseFromList";
    public const string ChooseOneOf = "chooseOneOf";
    public const string NoAnswerHere = "noAnswerHere";
    public const string ResendOffered = "resendOffered";
    public const string TextNeeded = "textNeeded";
    public const string ImageNeeded = "imageNeeded";
    public const string PhotoAgain = "photoAgain";
    public const string EditNotSeen = "editNotSeen";
    public const string DeletionKept = "deletionKept";
    public const string CodeVoided = "codeVoided";
    public const string OptedOut = "optedOut";
    public const string OptedIn = "optedIn";
    public const string FlowChanged = "flowChanged";
    public const string Parked = "parked";
    public const string Joined = "joined";
    public const string TakenUp = "takenUp";
    public const string Apology = "apology";
    public const string TryAgainOrCancel = "tryAgainOrCancel";
    public const string PartnerRefuses = "partnerRefuses";
    public const string Ended = "ended";
    public const string BeginAgain = "beginAgain";

    public static IReadOnlyList<string> All { get; } =
    [
        Help, Cancelled, StartedOver, NothingBefore, EditWhich, NothingToEdit, LanguageWhich, LanguageChanged, HumanComing, ResendNotHere,
        OneMoment, EarlierTap, ChooseFromList, ChooseOneOf, NoAnswerHere, ResendOffered, TextNeeded, ImageNeeded, PhotoAgain, EditNotSeen,
        DeletionKept, CodeVoided, OptedOut, OptedIn, FlowChanged, Parked, Joined, TakenUp, Apology, TryAgainOrCancel, PartnerRefuses, Ended, BeginAgain,
    ];

    /// <summary>What is said of a photo that is not taken, under <c>photo.&lt;rule&gt;</c>; <c>{{ format }}</c> is the name of the file's format.</summary>
    public static IReadOnlyList<string> Photos { get; } =
    [
        .. new[] { "tooLarge", "pixels", "damaged", "format", "pdf", "video", "audio", "file", "gone", "unavailable" }.Select(rule => $"photo.{rule}"),
    ];

    /// <summary>
    /// Labels of the engine's own rows and buttons, under <c>options:</c> of the shared messages files; <c>paging.open</c> is the label that opens a list.
    /// </summary>
    public static IReadOnlyList<string> Labels { get; } = ["paging.more", "paging.previous", "paging.open", "retry.retry", "retry.cancel", "skip.skip", "yesNo.yes", "yesNo.no", "again.again", "again.menu"];
}
