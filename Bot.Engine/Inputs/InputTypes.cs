namespace Bot.Engine.Inputs;

/// <summary>Every kind of answer a flow may ask for: the engine's own, and those a product adds with <c>AddInputType</c>. A choice is not among them: its
/// answers are its options. Those with parameters stand here with their defaults; a flow makes its own of them under <c>slots:</c> and <c>types:</c>.</summary>
public sealed class InputTypes
{
    /// <param name="added">What products add. A name that is taken already is a fault of the program.</param>
    /// <exception cref="ArgumentException">Two types have one name.</exception>
    public InputTypes(IEnumerable<InputType> added)
    {
        All = [.. General, .. added];
        foreach (var taken in All.CountBy(type => type.Name).Where(counted => counted.Value > 1)) throw new ArgumentException($"There are {taken.Value} input types '{taken.Key}'.", nameof(added));
    }

    /// <summary>One of each kind that a flow must tell more about before it reads anything, for their sentences.</summary>
    public static IReadOnlyList<InputType> Unfinished { get; } = [Pattern.Sample, OneOfList.Sample];

    /// <summary>The engine's own alone.</summary>
    public static InputTypes BuiltIn { get; } = new([]);

    /// <summary>The engine's own first, then the added ones in their order.</summary>
    public IReadOnlyList<InputType> All { get; }

    private static InputType[] General =>
    [
        new VehicleRegistration(),
        new Mobile(),
        new Otp(4),
        new Otp(6),
        new PersonName(),
        new DateOfBirth(),
        new FutureDate(),
        new Pan(),
        new Passport(),
        new DrivingLicence(),
        new VoterId(),
        new Email(),
        new PinCode(),
        new FreeText(),
        new Description(),
        new Image(),
        new Number(NumberRules.Default),
        new CalendarDate(DateRules.Default),
        new ClockTime(TimeRules.Default),
        new YesNo(),
        new Place(),
        new SentFile("document", []),
        new SentFile("audio", []),
        new ContactCard(),
    ];

    /// <summary>The type a flow names, or null; names are case-sensitive.</summary>
    public InputType? Find(string name)
    {
        foreach (var type in All)
            if (type.Name == name)
                return type;
        return null;
    }
}
