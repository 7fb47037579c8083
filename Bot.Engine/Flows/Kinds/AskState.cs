using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Flows.Kinds;

/// <summary>Asks a question; the answer is parsed by the slot's type, or by <c>as</c>, and kept in the slot of the state's name, or of <c>slot</c>.</summary>
/// <example><code>
/// userOtp:
///   ask: userOtp
///   attempts: { max: 3, then: tooManyTries }
///   commands: { resend: sendUserOtp }
///   remind: { after: 10m, say: stillThere }
///   expire: { after: 24h, next: expired }
///   next: verifyUserOtp
///
/// tagFixed:
///   ask: tagFixed
///   skip: true                 # a Skip button; `skip`, `no`, `done` leave the slot empty
///   next:
///     - { when: { tagFixed: { set: true } }, to: uploadTagFixed }
///     - { to: serialNumber }
///
/// rcBack:
///   ask: rcBack
///   quiet: 20s                 # of a photo, behind a photo: said when the next one has not come for so long
///   next: uploadRcBack
///
/// mobile: { ask: mobile, own: ownNumber, next: findOwner }   # set too where the answer is the person's own contact card
/// </code></example>
public sealed class AskState(string name, SourceLocation at, string message, string slot, InputType type, bool skip, QuestionSettings settings,
    Next next, bool checksImages = false, TimeSpan? quiet = null, SlotSource? own = null) : State(name, at)
{
    /// <summary>The result of a question that was left unanswered.</summary>
    internal const string Skip = "skip";

    /// <summary>What is remembered of a question that is said later, while it has not been said.</summary>
    private const string Unsaid = "unsaid";

    private static readonly ImmutableArray<string> StaysHere = ["reject", "noAnswer"];

    private static readonly ImmutableArray<string> StaysHereOrSkips = [.. StaysHere, Skip];

    /// <summary>What has none of these is no value, but words.</summary>
    internal static readonly SearchValues<char> ValueSigns = SearchValues.Create("0123456789@");

    public override string Kind => "ask";

    private readonly ImageAnswer _image = new(name, slot);
    private readonly OfferedAnswers _offered = new(type, skip);
    private readonly ProvenNumber _proven = new(slot, own);

    private readonly ImmutableArray<KeyValuePair<string, Value>> _arguments = type.MessageArguments;

    /// <summary>What the question for a photo may say: how many photos for the questions behind it are kept; unset for none.</summary>
    private const string Kept = "kept";

    /// <summary>How long a question for a photo that follows a photo waits for it before it is said; null: it is said at once.</summary>
    public TimeSpan? Quiet => quiet;

    public override bool Waits => true;

    public override bool Listens => true;

    public override ImmutableArray<Branch> Branches => next.Branches;

    public override InputType AnswerType => type;

    /// <summary>A photo is looked at before it is taken.</summary>
    public override bool AwaitsCall => checksImages && type.TakesImage;

    public override string Detail => type.Name;

    /// <summary>Whether it may be left unanswered.</summary>
    public bool MaySkip => skip;

    public override string? Answers => slot;

    public override bool IsAskedAnew => settings.Always;

    public override Attempts? Attempts => settings.Attempts;

    public override Timeouts Timeouts => settings.Timeouts;

    public override ImmutableArray<(string Word, string Target)> Commands => settings.CommandPairs;

    public override IEnumerable<TransitionDefinition> Transitions => next.Transitions().Concat(settings.Transitions());

    internal override IEnumerable<(string Trigger, Condition? When)> Edits => next.Edits();

    internal override ImmutableArray<string> Stays
    {
        get
        {
            var stays = skip ? StaysHereOrSkips : StaysHere;
            return AwaitsCall ? stays.Add(ImageAnswer.Checked) : stays;
        }
    }

    public override IEnumerable<SlotSource> Reads => SlotsRead.Of(next).Where(read => read.Slot != slot);

    public override IEnumerable<(string? Trigger, string Slot)> Sets => skip ? [] : [(null, slot)];

    public override IEnumerable<Binding> Binds => _proven.Binds;

    public override IEnumerable<MessageUse> Messages =>
    [
        new(message, At, [.. type.MessageArguments.Select(argument => argument.Key), .. PhotoArguments], _offered.Labels),
        .. settings.Messages(),
        .. type.Rewording.Keys.Select(key => new MessageUse(key, At, settings.RejectArguments)),
    ];

    private ImmutableArray<KeyValuePair<string, Value>> ArgumentsAt(ITurnContext context) => type.MovingArguments(context.At) ?? _arguments;

    private string[] PhotoArguments => type.TakesImage ? [Kept] : [];

    internal override void Enter(ITurnContext context)
    {
        context.BeginQuestion(this);
        // Of an album only the last photo asks on.
        if (type.TakesImage && context.HasNextPhoto) return;

        // Who sends photos one by one in the order that was asked for need not be told of each what comes next.
        if (quiet is not null && context.MayAskLater && ImageAnswer.Precedes(context.Run)) context.Complete(Name, Unsaid);
        else Ask(context);
    }

    internal override TimeSpan? SaidIn(FlowRun run) => quiet is not null && run.CompletedResults.Find(Name) == Unsaid ? quiet : null;

    internal override void Ask(ITurnContext context)
    {
        if (SaidIn(context.Run) is not null) context.Clear(Name);
        context.Say(message, _offered.In(context.Run), type.TakesImage && context.PhotosKept > 0 ? WithKept(context.PhotosKept) : ArgumentsAt(context),
            asksContact: type.AsksOwnContact, asksLocation: type.TakesSent == Place.Kind);
    }

    private ImmutableArray<KeyValuePair<string, Value>> WithKept(int photos) =>
        _arguments.Add(new(Kept, Value.Of(photos.ToString(CultureInfo.InvariantCulture))));

    internal override void Handle(ITurnContext context, Input input)
    {
        if (skip && IsSkip(context, input))
        {
            context.Unset(slot);
            context.Complete(Name, Skip);
            context.Stay(Skip);
            GoOn(context);
            return;
        }
        if (_offered.Tapped(input) is { } value) Accept(context, new(value));
        else if (_offered.Sent(input) is { } content) HandleSent(context, content);
        else if (input.Words is { } text && !type.TakesImage) HandleText(context, text);
        else if (input is HeardContact card && type.TakesContact) HandleText(context, card.Phone);
        else if (input is HeardOther { Kind: HeardOther.LostPhoto } && type.TakesImage) Refuse(context, SharedMessages.PhotoAgain);
        else if (input is HeardImage image && type.TakesImage) Take(context, image);
        else if (type.TakesImage && _image.TryAgain(context)) return;
        else Refuse(context, type.TakesImage ? ImageAnswer.Instead(input) : type.TakesSent.Length > 0 ? type.None.Key : SharedMessages.TextNeeded);
    }

    internal override void HandleReturn(ITurnContext context, CallReturned returned)
    {
        if (returned.Result.Field(ImageCheck.OperatorNote)?.Text is { Length: > 0 } note) context.TellOperator($"A photo at {Name} cannot be fetched: {note}");
        switch (returned.Outcome)
        {
            case ImageCheck.Kept when returned.Result.Field(ImageCheck.Image) is { } image:
                Accept(context, new(image));
                break;
            case ImageCheck.Unavailable when returned.Result.Field(ImageCheck.Image) is { } image:
                _image.KeepAside(context, image);
                break;
            default:
                var (key, arguments) = ImageAnswer.Refusal(returned.Result);
                if (_image.IsUnseen(context.Run))
                {
                    context.Unset(slot);
                    context.Clear(Name);
                }
                Refuse(context, key, arguments);
                Ask(context);
                break;
        }
    }

    private void HandleSent(ITurnContext context, Value content)
    {
        if (type.ReadSent(content) is Accepted accepted) Accept(context, accepted);
        else Refuse(context, type.None.Key);
    }

    private void Take(ITurnContext context, HeardImage image)
    {
        if (AwaitsCall && !image.IsKept) ImageAnswer.Check(context, image.Image.ToValue());
        else Accept(context, new(image.Image.ToValue()));
    }

    private void HandleText(ITurnContext context, string text)
    {
        // What has a digit or an @ in it is a value, or none; the words that are no answer have neither.
        var isNone = false;
        if (!_offered.Has(context.Command) && !text.AsSpan().ContainsAny(ValueSigns) && IsNoAnswer(context, out isNone)) return;

        switch (isNone ? type.None : type.Read(text, context.At, context.Words))
        {
            case Accepted accepted:
                Accept(context, accepted);
                break;
            case Rejected when !IsCode && CodeAnswer.IsGivenAlready(context, text):
                context.Stay("noAnswer");
                Ask(context);
                break;
            case Rejected when OtherQuestion(context, text) is { } other:
                context.Answer($"command {other.Word}", other.Target);
                break;
            case Rejected when context.TryAnswerAhead(state => CodeAnswer.For(state, text, context) is not null):
                break;
            case Rejected when !type.TakesWords && context.TryEdit():
                break;
            case Rejected rejected:
                Refuse(context, IsCode && MayResend && rejected.Key == type.None.Key ? SharedMessages.ResendOffered : rejected.Key, rejected.Arguments);
                // What is no answer at all is not a wrong one.
                if (rejected.OfShape && !context.Input.IsLate) context.CountAttempt();
                break;
        }
    }

    /// <summary>A greeting gets the question again, a word that means something elsewhere is told to do nothing here.</summary>
    /// <param name="isNone">It says that there is nothing to say; no name and no remark.</param>
    private bool IsNoAnswer(ITurnContext context, out bool isNone)
    {
        isNone = false;
        if (type.IsName && NoAnswer.IsAlsoName(context)) return false;

        isNone = type.TakesWords && (NoAnswer.IsNone(context) || NoAnswer.IsPlaceholder(context));
        var greeting = NoAnswer.IsGreeting(context);
        if (isNone || !(greeting || NoAnswer.IsWordOfElsewhere(context))) return false;

        context.Stay("noAnswer");
        if (!greeting) context.Say(SharedMessages.NoAnswerHere);
        Ask(context);
        return true;
    }

    private void Accept(ITurnContext context, Accepted accepted)
    {
        context.Set(slot, accepted.Value);
        _proven.Keep(context, accepted.Value);
        context.Clear(Name);
        if (accepted.Warning is { } warning) context.Say(warning, default, ArgumentsAt(context));
        GoOn(context);
    }

    private void Refuse(ITurnContext context, string key, ImmutableArray<KeyValuePair<string, Value>> arguments = default)
    {
        context.Stay("reject");
        context.Say(settings.Reject.For(key), default, arguments.IsDefault ? ArgumentsAt(context) : arguments.AddRange(ArgumentsAt(context)));
    }

    /// <summary>A question that one of the words here leads to, when the text is a value for it: the word need not be said.</summary>
    private (string Word, string Target)? OtherQuestion(ITurnContext context, string text)
    {
        foreach (var command in settings.CommandPairs)
        {
            if (context.Run.Flow.Find(command.Target) is AskState { AnswerType: { TakesImage: false, TakesWords: false } other }
                && text.AsSpan().ContainsAny(ValueSigns) && other.Read(text, context.At, context.Words) is Accepted or Rejected { OfShape: true })
            {
                return command;
            }
        }

        return null;
    }

    /// <summary>A one-time code that was sent to the person.</summary>
    private bool IsCode => type.IsCode;

    private bool MayResend => settings.CommandPairs.Any(command => command.Word == "resend");

    internal override (string Trigger, string To)? TransitionIfComplete(FlowRun run, DateTimeOffset at)
    {
        if (settings.Always || _image.IsUnseen(run)) return null;

        var stands = run.Slots.Has(slot) || run.CompletedResults.Find(Name) == Skip;
        return stands && next.Choose(run.Slots, at) is ({ To: { } to }, _) ? (FlowMachine.Walk, to) : null;
    }

    private bool IsSkip(ITurnContext context, Input input) =>
        input is HeardTap tap && TapPayload.Read(tap.Payload) is { } payload ? payload.Value == Skip
        : (context.Command == Skip || (context.Command == "no" && !_offered.Has("no")) || NoAnswer.IsNone(context))
            && !(type.IsName && NoAnswer.IsAlsoName(context));

    private void GoOn(ITurnContext context)
    {
        var (branch, number) = next.Choose(context.Run.Slots, context.At) ?? throw new InvalidOperationException($"No branch of {Name} holds.");
        if (branch.Edit) context.AskWhatToEdit();
        else context.Go(next.TriggerOf(number));
    }
}
