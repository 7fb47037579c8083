namespace Bot.Bench.Chaos.People;

/// <summary>A person with an errand: answers what is asked, now and then wrongly, twice or with a word that is no answer, and asks again when nothing comes.</summary>
/// <param name="number">Digits with country code.</param>
/// <param name="mischief">Share of answers, 0 to 1, that are not what was asked for.</param>
internal sealed class Person(string number, Errand errand, Random chance, double mischief)
{
    private const int PhotosOfAnAlbum = 4;

    private static readonly string[] Nonsense = ["??", "help", "0000", "back", "what do you mean", "000000"];

    private string? _question;
    private IReadOnlyList<SeenTap> _taps = [];
    private bool _list;
    private int _nudges;

    public string Number => number;

    public Errand Errand => errand;

    public int Deeds { get; private set; }

    /// <summary>What the person does about a message, after they have noticed what it says (<see cref="Errand.Notice"/>).</summary>
    public IReadOnlyList<Deed> Hear(Seen message)
    {
        if (message.Taps.Count > 0) (_taps, _list) = (message.Taps, message.List);
        if (!errand.Asks(message.Text)) return [];

        (_question, _nudges) = (message.Text, 0);
        return errand.Done ? [] : Answer(message.Text, wrongly: chance.NextDouble() < mischief);
    }

    /// <summary>What the person does when nothing has come for a while.</summary>
    public IReadOnlyList<Deed> Nudge()
    {
        _nudges++;
        if (errand.Done) return [];
        if (_question is null) return Done(new Deed.Say("hi"));
        if (_nudges % 8 == 0) return Done(new Deed.Say("menu"));
        return _nudges % 3 == 0 ? Done(new Deed.Say("help")) : Answer(_question, wrongly: false);
    }

    private Deed[] Answer(string question, bool wrongly)
    {
        if (errand.AnswerTo(question, chance) is not { } answer) return [];
        if (answer == Errand.Photo)
        {
            // Albums come as several messages at once.
            var album = question.Contains("RC Front", StringComparison.Ordinal) && chance.NextDouble() < 0.3;
            return Done([.. Enumerable.Repeat<Deed>(new Deed.Photo(), album ? PhotosOfAnAlbum : 1)]);
        }

        var deed = _taps.FirstOrDefault(tap => tap.Title == answer) is { } offered && chance.Next(2) == 0 ? new Deed.Tap(offered.Payload, offered.Title, _list) : (Deed)new Deed.Say(answer);
        if (!wrongly) return Done(deed);
        return chance.Next(3) == 0 ? Done(deed, deed) : Done(new Deed.Say(Nonsense[chance.Next(Nonsense.Length)]));
    }

    private Deed[] Done(params Deed[] deeds)
    {
        Deeds += deeds.Length;
        return deeds;
    }
}
