using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Sandbox.Phones;

/// <summary>Meta's shapes of what is no ordinary message.</summary>
internal static class MetaEvents
{
    /// <summary>Those that come as a message of the person; null for the others.</summary>
    public static JsonObject? Part(PhoneEvent happened) => happened.Kind switch
    {
        "edit" when happened.Value.Length == 0 => Unsupported("edit"),
        "edit" => Of("edit", new()
        {
            ["original_message_id"] = happened.MessageId,
            ["message"] = Of("text", new() { ["body"] = happened.Value }),
        }),
        "delete" => Of("revoke", new() { ["original_message_id"] = happened.MessageId }),
        "pin" => Unsupported("pin"),
        "location" when PhoneEvent.Coordinates(happened.Value) is var (latitude, longitude) =>
            Of("location", new() { ["latitude"] = latitude, ["longitude"] = longitude }),
        "contact" or "own-contact" => Contact(happened.Value, happened.Kind == "own-contact"),
        "not-requested" => Of("button", new() { ["payload"] = "DID_NOT_REQUEST_CODE", ["text"] = "I didn't request a code" }),
        _ => null,
    };

    /// <summary>Those that come in a <c>value</c> of their own, with the field they come on.</summary>
    public static (string Field, JsonObject Value)? Value(PhoneAct act, PhoneEvent happened) => happened.Kind switch
    {
        "owner" => ("smb_message_echoes", new()
        {
            ["message_echoes"] = new JsonArray(new JsonObject
            {
                ["from"] = "919800000000", ["to"] = act.From, ["id"] = act.MessageId, ["timestamp"] = Seconds(act.At), ["type"] = "text",
                ["text"] = new JsonObject { ["body"] = "I will call you." },
            }),
        }),
        "opted-out" or "opted-in" => ("user_preferences", new()
        {
            ["user_preferences"] = new JsonArray(new JsonObject
            {
                ["wa_id"] = act.From, ["category"] = "marketing_messages", ["value"] = happened.Kind == "opted-out" ? "stop" : "resume", ["timestamp"] = Seconds(act.At),
            }),
        }),
        "new-id" => ("messages", Changed(act, "", new()
        {
            ["type"] = "user_changed_user_id", ["previous_user_id"] = act.UserId.Length > 0 ? act.UserId : act.From, ["user_id"] = happened.Value,
        })),
        "new-number" => ("messages", Changed(act, act.From, new() { ["type"] = "user_changed_number", ["wa_id"] = happened.Value })),
        "failed" => ("messages", Status(act, happened, "failed", new()
        {
            ["errors"] = new JsonArray(new JsonObject { ["code"] = int.Parse(happened.Value, CultureInfo.InvariantCulture), ["title"] = "Failed" }),
        })),
        "delivered" => ("messages", Status(act, happened, "delivered", new()
        {
            ["pricing"] = Price(happened.Value),
        })),
        "restricted" => ("account_update", new()
        {
            ["event"] = "ACCOUNT_RESTRICTION",
            ["restriction_info"] = new JsonArray(new JsonObject { ["restriction_type"] = "RESTRICTED_BIZ_INITIATED_MESSAGING", ["expiration"] = Seconds(act.At.AddDays(3)) }),
        }),
        "account" => ("messages", new() { ["errors"] = new JsonArray(new JsonObject { ["code"] = int.Parse(happened.Value, CultureInfo.InvariantCulture), ["title"] = "Account" }) }),
        "flagged" or "unflagged" => ("phone_number_quality_update", new() { ["display_phone_number"] = "919800000000", ["event"] = happened.Kind.ToUpperInvariant() }),
        "paused" or "approved" => ("message_template_status_update", new() { ["event"] = happened.Kind.ToUpperInvariant(), ["message_template_name"] = happened.Value }),
        _ => null,
    };

    private static JsonObject Price(string category) => category == "free"
        ? new() { ["billable"] = false, ["pricing_model"] = "PMP", ["type"] = "free_customer_service", ["category"] = "service" }
        : new() { ["billable"] = true, ["pricing_model"] = "PMP", ["type"] = "regular", ["category"] = category };

    private static JsonObject Status(PhoneAct act, PhoneEvent happened, string word, JsonObject more)
    {
        (more["id"], more["status"], more["timestamp"], more["recipient_id"]) = (happened.MessageId, word, Seconds(act.At), act.From);
        return new() { ["statuses"] = new JsonArray(more) };
    }

    // It comes without contacts, and without the number where that is hidden.
    private static JsonObject Changed(PhoneAct act, string from, JsonObject system)
    {
        system["body"] = "Test Person changed";
        var message = new JsonObject { ["id"] = act.MessageId, ["timestamp"] = Seconds(act.At), ["type"] = "system", ["system"] = system };
        if (from.Length > 0) message["from"] = from;
        return new() { ["messages"] = new JsonArray(message) };
    }

    private static JsonObject Contact(string number, bool own)
    {
        var phone = new JsonObject { ["phone"] = own ? $"+{Account(number)}" : number, ["type"] = "CELL" };
        if (own) phone["wa_id"] = Account(number);
        var card = new JsonObject
        {
            ["name"] = new JsonObject { ["formatted_name"] = "Test Person" },
            ["phones"] = new JsonArray(phone),
            ["origin"] = own ? "contact_request" : "other",
        };
        return new() { ["type"] = "contacts", ["contacts"] = new JsonArray(card) };
    }

    /// <summary>The account of a number, as WhatsApp tells it: digits with the country's, which is India's where none is written.</summary>
    private static string Account(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits.Length == 10 ? $"91{digits}" : digits;
    }

    private static JsonObject Unsupported(string type) => new()
    {
        ["type"] = "unsupported",
        ["errors"] = new JsonArray(new JsonObject { ["code"] = 131051, ["title"] = "Message type unknown" }),
        ["unsupported"] = new JsonObject { ["type"] = type },
    };

    private static JsonObject Of(string type, JsonObject part) => new() { ["type"] = type, [type] = part };

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
