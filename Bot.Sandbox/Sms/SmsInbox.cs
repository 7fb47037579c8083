using Bot.Sandbox.State;

namespace Bot.Sandbox.Sms;

/// <summary>Text messages that reached a phone.</summary>
internal sealed class SmsInbox(SandboxState state)
{
    private const int MostKept = 20_000;

    private readonly List<SandboxSms> _messages = [];

    /// <returns>The gateway's number of the message.</returns>
    public string Take(string mobile, string text)
    {
        lock (state.Gate)
        {
            if (_messages.Count >= MostKept) _messages.RemoveRange(0, MostKept / 2);
            _messages.Add(new(mobile, text, state.Clock.GetUtcNow()));
            state.Codes.ReachedIn(mobile, text);
            return state.Chance.Digits(8);
        }
    }

    public IReadOnlyList<SandboxSms> All()
    {
        lock (state.Gate) return [.. _messages];
    }

    /// <summary>Those to one mobile; to all when it is empty.</summary>
    public IReadOnlyList<SandboxSms> To(string mobile)
    {
        var ten = SandboxCodes.TenDigits(mobile);
        lock (state.Gate) return [.. _messages.Where(message => ten.Length == 0 || SandboxCodes.TenDigits(message.Mobile) == ten)];
    }
}
