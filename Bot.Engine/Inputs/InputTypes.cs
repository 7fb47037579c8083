namespace Bot.Engine.Inputs;

/// <summary>Every kind of answer a flow may ask for. A choice (also yes or no) is not among them: its answers are its options.</summary>
public static class InputTypes
{
    public static IReadOnlyList<InputType> All { get; } =
    [
        new VehicleRegistration(),
        new EngineLast5(),
        new BarcodeLast4(),
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
        new LoanAmount(),
        new LoanTenure(),
        new FreeText(),
        new Description(),
        new Image(),
    ];

    /// <summary>The type a flow names, or null; names are case-sensitive.</summary>
    public static InputType? Find(string name)
    {
        foreach (var type in All)
            if (type.Name == name)
                return type;
        return null;
    }
}
