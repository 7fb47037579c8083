using System.Globalization;

namespace Bot.Bench.Chaos.People;

/// <summary>What a person came for, and how they answer what is asked. Knows the bot by its words alone, as a person does.</summary>
internal abstract class UserTask
{
    /// <summary>Beginning or part of a message, and what to answer to it; the first that fits counts.</summary>
    protected abstract IReadOnlyList<(string Part, Func<Random, string?> Answer)> Answers { get; }

    /// <summary>Answer to a request for a photo.</summary>
    public const string Photo = "(photo)";

    /// <summary>What a chat hears that has asked for five codes within an hour, or given ten wrong ones.</summary>
    private const string WaitAnHour = "Too many OTPs were asked for";

    /// <summary>The person got what they came for, was told that an operator sees to it, or goes away to come back in an hour.</summary>
    public bool Done => ToldToWait || IsSettled;

    /// <summary>There are no more codes for this hour, which is longer than any run: asking on would bring the same answer for ever.</summary>
    public bool ToldToWait { get; private set; }

    /// <summary>The person got what they came for, or was told that an operator sees to it.</summary>
    protected abstract bool IsSettled { get; }

    /// <summary>Whether a message is a question that this task knows.</summary>
    public bool Asks(string text) => Answers.Any(line => text.Contains(line.Part, StringComparison.Ordinal));

    /// <summary>The answer to a message; null when it needs none.</summary>
    public string? AnswerTo(string text, Random chance)
    {
        foreach (var (part, answer) in Answers)
        {
            if (text.Contains(part, StringComparison.Ordinal))
                return answer(chance);
        }

        return null;
    }

    /// <summary>Takes notice of what is no question.</summary>
    public void Notice(string text)
    {
        if (text.Contains(WaitAnHour, StringComparison.Ordinal)) ToldToWait = true;
        Learn(text);
    }

    /// <summary>Takes notice of what the person came for.</summary>
    protected abstract void Learn(string text);
}

/// <summary>An agent who registers vehicles.</summary>
/// <param name="agentMobile">10 digits.</param>
/// <param name="codeOf">The code that last reached a mobile of 10 digits.</param>
internal sealed class FastagTask(string agentMobile, IReadOnlyList<FastagOrder> orders, Func<string, string?> codeOf) : UserTask
{
    private readonly HashSet<string> _over = [];

    protected override bool IsSettled => _over.Count >= orders.Count;

    public IReadOnlyList<FastagOrder> Orders => orders;

    public string AgentMobile => agentMobile;

    /// <summary>Vehicles of which the person was told that the tag is activated.</summary>
    public HashSet<string> Activated { get; } = [];

    private FastagOrder Order => orders.FirstOrDefault(order => !_over.Contains(order.Vehicle)) ?? orders[^1];

    protected override IReadOnlyList<(string Part, Func<Random, string?> Answer)> Answers => field ??=
    [
        ("Let's continue with the next one", _ => Done ? null : "Assign a FASTag"),
        ("Success! Your FASTag", _ => null),
        ("could not find out whether the FASTag", _ => null),
        ("Checkout Details", _ => "Yes"),
        ("Welcome!", _ => "FASTag"),
        ("registered mobile number", _ => agentMobile),
        ("4-digit OTP", _ => codeOf(agentMobile) ?? "resend"),
        ("Invalid OTP. Please try again.", _ => codeOf(agentMobile) ?? "resend"),
        ("Your Wallet Balance", _ => Done ? null : "Assign a FASTag"),
        ("Please enter your Vehicle Number", _ => Order.Vehicle),
        ("last 5 digits of engine no", _ => "12345"),
        ("user's 10-digit Mobile", _ => Order.Mobile),
        ("6-digit OTP", _ => codeOf(Order.Mobile) ?? "resend"),
        ("Do you want to correct", chance => chance.Next(2) == 0 ? "Try again" : "Agent menu"),
        ("wallet balance is too low", _ => "Try again"),
        ("this vehicle?", _ => "Yes"),
        ("Share your FirstName", _ => "Ramesh"),
        ("Share your LastName", _ => "Patil"),
        ("Share your DOB", _ => "15-06-1990"),
        ("Choose your ID Proof type", chance => new[] { "PAN", "Passport", "Voter Id", "4" }[chance.Next(4)]),
        ("enter the PAN number", _ => Order.Pan),
        ("enter the Passport number", _ => $"K{Order.Digits}"),
        ("enter the Driving License", _ => $"MH122019{Order.Digits}"),
        ("enter the Voter Id", _ => $"ABC{Order.Digits}"),
        ("Enter the expiry date", _ => "31-12-2035"),
        ("Select your Plan", _ => "1"),
        ("Invalid plan selection", _ => "1"),
        ("RC Front", _ => Photo),
        ("RC Back", _ => Photo),
        ("Vehicle Front", _ => Photo),
        ("Vehicle Side", _ => Photo),
        ("Tag Fixed", chance => chance.Next(2) == 0 ? Photo : "skip"),
        ("Last 4 digits of Serial", _ => Order.Barcode[^4..]),
        ("Available Barcodes", _ => "1"),
        ("Who is your Vehicle Maker", _ => "1"),
        ("What is your Vehicle Model", _ => "1"),
        ("What is your Vehicle Descriptor", _ => "1"),
        ("does not answer at the moment", _ => "Try again"),
        ("Please choose *Try again*", _ => "Try again"),
    ];

    protected override void Learn(string text)
    {
        var activated = text.Contains("Success! Your FASTag", StringComparison.Ordinal);
        if (!activated && !text.Contains("could not find out whether the FASTag", StringComparison.Ordinal)) return;
        if (orders.FirstOrDefault(order => text.Contains(order.Vehicle, StringComparison.Ordinal)) is not { } order) return;

        _over.Add(order.Vehicle);
        if (activated) Activated.Add(order.Vehicle);
    }
}

/// <param name="Mobile">The customer's, 10 digits.</param>
/// <param name="Barcode">A tag of the agent's.</param>
internal sealed record FastagOrder(string Vehicle, string Mobile, string Barcode)
{
    private int Number => int.Parse(Mobile[^7..], CultureInfo.InvariantCulture);

    /// <summary>The customer's own, as no partner takes one ID of two customers.</summary>
    public string Pan => string.Create(CultureInfo.InvariantCulture, $"ABCP{(char)('A' + (Number / 9_999 % 26))}{(Number % 9_999) + 1:0000}F");

    public string Digits => ((Number % 9_000_000) + 1_000_000).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A person who applies for a loan.</summary>
/// <param name="mobile">10 digits; another than the chat's own has to be proved by a code.</param>
internal sealed class LeadTask(string mobile, int amount, Func<string, string?> codeOf) : UserTask
{
    private bool _done;

    protected override bool IsSettled => _done;

    public string Mobile => mobile;

    public int Amount => amount;

    /// <summary>Application ids that the person was told.</summary>
    public HashSet<string> Applications { get; } = [];

    protected override IReadOnlyList<(string Part, Func<Random, string?> Answer)> Answers => field ??=
    [
        ("Application ID:", _ => null),
        ("could not find out whether your application", _ => null),
        ("Please check your application", _ => "Yes"),
        ("your consent", _ => "I agree"),
        ("Welcome!", _ => _done ? null : "Apply for a loan"),
        ("Which kind of loan", _ => "Home loan"),
        ("How much money", _ => amount.ToString(CultureInfo.InvariantCulture)),
        ("For how many years", _ => "20"),
        ("What is your first name", _ => "Asha"),
        ("What is your last name", _ => "Rao"),
        ("Please enter your PAN", _ => "ABCPE1234F"),
        ("enter your e-mail", _ => "asha@example.com"),
        ("What is your date of birth", _ => "15-06-1990"),
        ("What is your gender", _ => "Skip"),
        ("PIN code of your home", _ => "400001"),
        ("Which mobile number is the application for", _ => mobile),
        ("6-digit OTP", _ => codeOf(mobile) ?? "resend"),
        ("Invalid OTP. Please try again.", _ => codeOf(mobile) ?? "resend"),
        ("does not answer at the moment", _ => "Try again"),
        ("Please choose *Try again*", _ => "Try again"),
    ];

    protected override void Learn(string text)
    {
        if (text.Contains("could not find out whether your application", StringComparison.Ordinal)) _done = true;
        if (text.IndexOf("Application ID: ", StringComparison.Ordinal) is not (>= 0 and var at)) return;

        Applications.Add(text[(at + "Application ID: ".Length)..].Split('\n')[0].Trim());
        _done = true;
    }
}
