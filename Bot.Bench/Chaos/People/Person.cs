namespace Bot.Bench.Chaos.People;

/// <summary>
/// A person with an task: answers what is asked, now and then wrongly, twice or with a word that is no answer, and asks again when nothing comes.
/// </summary>
/// <param name="number">Digits with country code.</param>
/// <param name="mischief">Share of answers, 0 to 1, that are not what was asked for.</param>
internal sealed class Person(string number, UserTask task, Random chance, double mischief)
{
    private const int PhotosOfAnAlbum = 4;

    private static readonly string[] Nonsense = ["??", "help", "0000", "back", "what do you mean", "000000"];

    private string? _question;
    private IReadOnlyList<SeenTap> _taps = [];
    private bool _list;
    private int _nudges;

    public string Number => number;

    public UserTask Task => task;

    public int Actions { get; private set; }

    /// <summary>What the person was asked last; empty for nothing yet.</summary>
    public string LastQuestion => _question ?? "";

    /// <summary>What the person does about a message, after they have noticed what it says (<see cref="UserTask.Notice"/>).</summary>
    public IReadOnlyList<UserAction> Hear(Seen message)
    {
        if (message.Taps.Count > 0) (_taps, _list) = (message.Taps, message.List);
        if (!task.Asks(message.Text)) return [];

        (_question, _nudges) = (message.Text, 0);
        return task.Done ? [] : Answer(message.Text, wrongly: chance.NextDouble() < mischief);
    }

    /// <summary>What the person does when nothing has come for a while.</summary>
    public IReadOnlyList<UserAction> Nudge()
    {
        _nudges++;
        if (task.Done) return [];
        if (_question is null) return Done(new UserAction.Say("hi"));
        if (_nudges % 8 == 0) return Done(new UserAction.Say("menu"));
        return _nudges % 3 == 0 ? Done(new UserAction.Say("help")) : Answer(_question, wrongly: false);
    }

    private UserAction[] Answer(string question, bool wrongly)
    {
        if (task.AnswerTo(question, chance) is not { } answer) return [];
        if (answer == UserTask.Photo)
        {
            // Albums come as several messages at once.
            var album = question.Contains("RC Front", StringComparison.Ordinal) && chance.NextDouble() < 0.3;
            return Done([.. Enumerable.Repeat<UserAction>(new UserAction.Photo(), album ? PhotosOfAnAlbum : 1)]);
        }

        var action = _taps.FirstOrDefault(tap => tap.Title == answer) is { } offered && chance.Next(2) == 0
            ? new UserAction.Tap(offered.Payload, offered.Title, _list)
            : (UserAction)new UserAction.Say(answer);
        if (!wrongly) return Done(action);
        return chance.Next(3) == 0 ? Done(action, action) : Done(new UserAction.Say(Nonsense[chance.Next(Nonsense.Length)]));
    }

    private UserAction[] Done(params UserAction[] actions)
    {
        Actions += actions.Length;
        return actions;
    }
}
