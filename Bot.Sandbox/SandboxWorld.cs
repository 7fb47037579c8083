using Bot.Sandbox.Areas;
using Bot.Sandbox.Basic;
using Bot.Sandbox.Operations;
using Bot.Sandbox.Shauryapay;
using Bot.Sandbox.Sms;
using Bot.Sandbox.State;

namespace Bot.Sandbox;

/// <summary>
/// The world behind the sandboxed partners and channels: agents, tags, leads, phones. In memory, thread-safe, and the same every time for the same seed and
/// clock.
/// </summary>
public sealed class SandboxWorld
{
    /// <summary>Names under which partners and channels misbehave.</summary>
    public static IReadOnlyList<string> Partners { get; } = [.. SandboxAreas.All.Where(area => area.Refuse is not null).Select(area => area.Name)];

    /// <summary>Names of the channels that have a phone here.</summary>
    public static IReadOnlyList<string> Channels { get; } = [.. SandboxAreas.All.Where(area => area.Phone is not null).Select(area => area.Name)];

    public SandboxWorld(TimeProvider clock, int seed = 1)
    {
        State = new(clock, seed);
        Areas = [.. SandboxAreas.All.Select(area => (area, area.In(State)))];
        (Bank, Inbox, Lender, Hosts) = (Find<ShauryapayArea>().Bank, Find<SmsArea>().Inbox, Find<BasicArea>().Lender, Find<HttpArea>().Hosts);

        GiveAgent("9876543210", "Asha Rao", 5000, [.. Enumerable.Range(1, 10).Select(number => $"608116-001-{1230 + number:0000000}")]);
        GiveAgent("9876500002", "Vikram Singh", 50, "608116-001-0005001");
    }

    /// <summary>A message was taken. Raised under the world's lock: a listener only takes note.</summary>
    public event Action<SandboxSent>? MessageTaken
    {
        add => Phones.MessageTaken += value;
        remove => Phones.MessageTaken -= value;
    }

    /// <summary>A code reached a mobile. Raised under the world's lock: a listener only takes note.</summary>
    public event Action<SandboxCode>? CodeReached
    {
        add => State.Codes.Noted += value;
        remove => State.Codes.Noted -= value;
    }

    /// <summary>Every text message sent, oldest first.</summary>
    public IReadOnlyList<SandboxSms> Sms => Inbox.All();

    /// <summary>Every WhatsApp message taken, oldest first.</summary>
    public IReadOnlyList<SandboxSent> Sent => Phones.All();

    /// <summary>Counts of what must happen exactly once.</summary>
    public SandboxLedger Ledger => State.Ledger;

    internal SandboxState State { get; }

    /// <summary>Each of <see cref="SandboxAreas.All"/>, made for this world.</summary>
    internal IReadOnlyList<(AreaDefinition Definition, ISandboxArea Area)> Areas { get; }

    internal SandboxFaults Faults => State.Faults;

    internal ShauryapayBank Bank { get; }

    internal SmsInbox Inbox { get; }

    internal BasicApplicationService Lender { get; }

    internal PlayedHosts Hosts { get; }

    internal SandboxPhones Phones => State.Phones;

    /// <summary>Registers a FASTag agent, or gives a known one another name and balance, and these tags beside those it has.</summary>
    /// <param name="mobile">10 digits, or more with a country code.</param>
    /// <param name="wallet">In rupees.</param>
    /// <param name="barcodes">Unused tags, <c>608116-001-0001234</c>.</param>
    public void GiveAgent(string mobile, string name, decimal wallet, params IReadOnlyList<string> barcodes) => Bank.Give(mobile, name, wallet, barcodes);

    /// <summary>The code that last reached a mobile: by SMS, by template, or from the FASTag partner to a customer. Null when none did.</summary>
    public string? LastCodeFor(string mobile)
    {
        lock (State.Gate) return State.Codes.LastOf(mobile);
    }

    /// <summary>The newest code of every mobile that was sent one, by its 10 digits.</summary>
    public IReadOnlyDictionary<string, string> NewestCodes()
    {
        lock (State.Gate) return State.Codes.All();
    }

    /// <summary>Moves a lead on: Lead, Login, Section, Disbursement (the partner's own spelling).</summary>
    /// <returns>False when there is no such application.</returns>
    public bool MoveLead(string basicAppId, string status) => Lender.Move(basicAppId, status);

    /// <summary>Puts a photo or file into the world; a person may then send it. <see cref="SamplePhoto"/> is there already.</summary>
    /// <returns>Its id: <c>/sandbox/media/{id}</c>, and Meta's media id.</returns>
    public string GiveMedia(ReadOnlyMemory<byte> bytes, string mimeType) => State.Album.Give(bytes, mimeType);

    /// <summary>The bytes of <see cref="SamplePhoto"/>.</summary>
    public ReadOnlyMemory<byte> SampleBytes => State.Album.Find(SamplePhoto)!.Bytes;

    /// <summary>Id of a small JPEG of a car.</summary>
    public const string SamplePhoto = SandboxAlbum.SampleId;

    /// <summary>
    /// Completes with the first message, already sent or still to come, that matches. To wait for the next one, ask for a <see cref="SandboxSent.Number"/>
    /// above the last seen. The predicate runs under the world's lock: it only looks.
    /// </summary>
    public Task<SandboxSent> WhenSentAsync(Func<SandboxSent, bool> matches, CancellationToken cancel) => Phones.WhenSentAsync(matches, cancel);

    /// <summary>Lets a partner misbehave.</summary>
    /// <param name="partner">One of <see cref="Partners"/>.</param>
    /// <param name="operation">Only for paths with these segments; empty leaves the fault's own.</param>
    /// <exception cref="ArgumentException">There is no such partner.</exception>
    public void Misbehave(string partner, SandboxFault fault, string operation = "")
    {
        if (!Partners.Contains(partner)) throw new ArgumentException($"There is no partner '{partner}'; there are {string.Join(", ", Partners)}.", nameof(partner));
        Faults.Arm(partner, operation.Length > 0 ? fault.On(operation) : fault);
    }

    /// <summary>Says what a host that operations of flows call answers to a request.</summary>
    public void GiveAnswer(PlayedAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Hosts.Give(answer);
        AnswerGiven?.Invoke(answer);
    }

    /// <summary>Raised when an answer was given.</summary>
    public event Action<PlayedAnswer>? AnswerGiven;

    /// <summary>What operations of flows asked of the hosts that are played, oldest first.</summary>
    public IReadOnlyList<PlayedRequest> Asked => Hosts.Requests();

    /// <summary>Answers that were given and not, or not often enough, asked for.</summary>
    public IReadOnlyList<string> UnusedAnswers() => Hosts.Unused();

    /// <summary>Clears all faults.</summary>
    public void Behave() => Faults.Clear();

    /// <summary>Faults that were armed and never happened.</summary>
    public IReadOnlyList<string> UnusedFaults() => [.. Faults.List().Where(armed => armed.Struck == 0).Select(armed => $"{armed.Partner} {armed.Fault.Kind} {armed.Fault.Operation}".TrimEnd())];

    private TArea Find<TArea>()
        where TArea : ISandboxArea => Areas.Select(area => area.Area).OfType<TArea>().Single();
}
