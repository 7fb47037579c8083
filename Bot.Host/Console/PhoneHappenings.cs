using System.Globalization;
using Bot.Sandbox.Phones;

namespace Bot.Host.Console;

/// <summary>What a phone of the console brings about besides writing: the person, their number, the owner of the business, the provider and the account.
/// </summary>
internal static class PhoneHappenings
{
    private const string Person = "The person";
    private const string Address = "Their number";
    private const string Message = "The last reply";
    private const string Business = "The business";

    /// <summary>Meta's codes have 6 digits, Gupshup's 3 or 4.</summary>
    private const int LongestCode = 9;

    /// <summary>Each with the words of its button; the same kinds as in the lines <c>event ..</c> of replays.</summary>
    public static IReadOnlyList<Happening> All { get; } =
    [
        new(Person, "edit", "Change the last message") { Asks = "New text" },
        new(Person, "edit", "Change it, the new text unseen"),
        new(Person, "delete", "Take the last message back"),
        new(Person, "pin", "Pin a message"),
        new(Person, "contact", "Share a contact") { Asks = "Number on the card" },
        new(Person, "own-contact", "Share the own number") { Asks = "Own number" },
        new(Person, "not-requested", "I did not request a code"),
        new(Person, "opted-out", "Opt out at the provider"),
        new(Person, "opted-in", "Opt in at the provider"),
        new(Address, "new-id", "The user id changes") { Asks = "New user id" },
        new(Address, "new-number", "The number changes") { Asks = "New number" },
        new(Message, "delivered", "Delivered, charged as service") { Value = "service" },
        new(Message, "delivered", "Delivered, charged as utility") { Value = "utility" },
        new(Message, "delivered", "Delivered, free of charge") { Value = "free" },
        new(Message, "failed", "Failed: cannot be reached (131026)") { Value = "131026" },
        new(Message, "failed", "Failed: wants no messages (131050)") { Value = "131050" },
        new(Message, "failed", "Failed: payment missing (131042)") { Value = "131042" },
        new(Business, "owner", "The owner writes by hand"),
        new(Business, "account", "Fault of the account: payment (131042)") { Value = "131042" },
        new(Business, "account", "Fault of the account: display name (131037)") { Value = "131037" },
        new(Business, "restricted", "The account is restricted"),
        new(Business, "flagged", "The number's quality is low"),
        new(Business, "unflagged", "The quality is mended"),
        new(Business, "paused", "A template is paused") { Asks = "Template" },
        new(Business, "approved", "A template is approved again") { Asks = "Template" },
    ];

    /// <summary>Those that a channel's provider can tell of.</summary>
    public static IEnumerable<Happening> Of(SimulatedPhone phone) => All.Where(happening => phone.Event(
        new("919800000001", "", "id", DateTimeOffset.UnixEpoch), new(happening.Kind, happening.Value.Length > 0 ? happening.Value : "1", "id")) is not null);

    /// <summary>What is wrong with an event; null when it can be played.</summary>
    /// <param name="value">As in <see cref="PhoneEvent.Value"/>.</param>
    public static string? Complaint(ConsolePhone phone, string kind, string value) => kind switch
    {
        "new-id" when !ConsolePhone.IsUserId(value) => "A user id is two letters, a dot and up to 128 letters and digits: IN.1100000000000001.",
        "new-id" when phone.UserId.Length == 0 && !ConsolePhone.IsUserId(phone.From) => "The provider has told no user id of this phone yet: hide the number, or tell both.",
        "new-number" when !ConsolePhone.IsNumber(value) => "A number has 11 to 15 digits, with its country code.",
        "contact" or "own-contact" when value.Count(char.IsAsciiDigit) is < 4 or > 20 => "A card holds a number.",
        "failed" or "account" when value.Length > LongestCode || !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) => "A code of the provider is a number, such as 131042.",
        "delivered" or "paused" or "approved" when value.Length is 0 or > 60 => "Which category, or which template, stands in value.",
        _ => All.Any(happening => happening.Kind == kind) ? null : $"There is no event '{kind}'; there are {string.Join(", ", All.Select(happening => happening.Kind).Distinct())}.",
    };
}

/// <param name="Group">Under which heading it stands.</param>
/// <param name="Kind">As in <see cref="PhoneEvent.Kind"/>.</param>
/// <param name="Label">The words of its button.</param>
internal sealed record Happening(string Group, string Kind, string Label)
{
    /// <summary>What it comes with; empty for nothing.</summary>
    public string Value { get; init; } = "";

    /// <summary>What the person at the console writes for its value; empty where nothing is asked.</summary>
    public string Asks { get; init; } = "";
}
