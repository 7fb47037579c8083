namespace Bot.Sandbox.Sms;

/// <summary>Text messages that reached a phone.</summary>
internal sealed class SmsInbox(SandboxWorld world)
{
    private const int MostKept = 20_000;

    private readonly List<SandboxSms> _messages = [];

    /// <returns>The gateway's number of the message.</returns>
    public string Take(string mobile, string text)
    {
        lock (world.Gate)
        {
            if (_messages.Count >= MostKept) _messages.RemoveRange(0, MostKept / 2);
            _messages.Add(new(mobile, text, world.Clock.GetUtcNow()));
            world.Codes.ReachedIn(mobile, text);
            return world.Chance.Digits(8);
        }
    }

    public IReadOnlyList<SandboxSms> All()
    {
        lock (world.Gate) return [.. _messages];
    }

    /// <summary>Those to one mobile; to all when it is empty.</summary>
    public IReadOnlyList<SandboxSms> To(string mobile)
    {
        var ten = SandboxCodes.TenDigits(mobile);
        lock (world.Gate) return [.. _messages.Where(message => ten.Length == 0 || SandboxCodes.TenDigits(message.Mobile) == ten)];
    }
}
