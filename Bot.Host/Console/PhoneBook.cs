using System.Collections.Concurrent;

namespace Bot.Host.Console;

/// <summary>
/// Which phone of the console an address belongs to: numbers and user ids that it has had since the host started. What happens under any of them is shown at
/// that phone.
/// </summary>
internal sealed class PhoneBook
{
    /// <summary>More than one has by hand; the addresses beyond are phones of their own.</summary>
    private const int MostAddresses = 10_000;

    private readonly ConcurrentDictionary<string, string> _phones = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _written = new(StringComparer.Ordinal);

    /// <summary>The phone that a conversation's address belongs to, by the key of the phone's first address; the conversation itself for a stranger.</summary>
    public string PhoneOf(string conversation) => _phones.GetValueOrDefault(conversation, conversation);

    /// <summary>An address is used by a phone now, whichever phone had it before.</summary>
    public void Learn(string conversation, string phone)
    {
        if (conversation == phone) _phones.TryRemove(conversation, out _);
        else if (_phones.Count < MostAddresses) _phones[conversation] = phone;
    }

    /// <summary>Remembers which message a phone wrote last: it is the one that the person changes or takes back.</summary>
    public void Wrote(string phone, string message)
    {
        if (_written.Count < MostAddresses || _written.ContainsKey(phone)) _written[phone] = message;
    }

    /// <summary>The id of the message that a phone wrote last; empty for none.</summary>
    public string LastOf(string phone) => _written.GetValueOrDefault(phone, "");
}
