using System.Globalization;
using Bot.Sandbox.Areas;
using Bot.Sandbox.State;

namespace Bot.Sandbox.Shauryapay;

/// <summary>Agents, their wallets and stock. Replies are made under the sandbox's lock.</summary>
internal sealed class ShauryapayBank
{
    private readonly SandboxState _state;
    private readonly List<ShauryapayAgent> _agents = [];

    public ShauryapayBank(SandboxState state)
    {
        _state = state;
        Registrations = new(state, this);
        Replacements = new(state, this);
    }

    public ShauryapayRegistrations Registrations { get; }

    public ShauryapayReplacements Replacements { get; }

    public void Give(string mobile, string name, decimal wallet, IReadOnlyList<string> barcodes)
    {
        lock (_state.Gate)
        {
            var ten = SandboxCodes.TenDigits(mobile);
            var agent = _agents.FirstOrDefault(known => known.Mobile == ten);
            if (agent is null) _agents.Add(agent = new((501 + _agents.Count).ToString(CultureInfo.InvariantCulture), ten));

            agent.Name = name;
            agent.Wallet = wallet;
            foreach (var barcode in barcodes) agent.Give(barcode);
        }
    }

    public ShauryapayAgent? Find(string agentId) => _agents.FirstOrDefault(agent => agent.Id == agentId);

    /// <summary>Data of the look-up by mobile; null when no agent has it.</summary>
    public object? AgentByMobile(string mobile)
    {
        lock (_state.Gate)
        {
            if (_agents.FirstOrDefault(agent => agent.Mobile == SandboxCodes.TenDigits(mobile)) is not { } agent) return null;

            var names = agent.Name.Split(' ', 2);
            return new
            {
                agent_details = new
                {
                    id = agent.Id, first_name = names[0], last_name = names.ElementAtOrDefault(1) ?? "", mobile_number = agent.Mobile,
                    status = "1"
                },
                wallet_balance = Rupees(agent.Wallet),
                fastag_status_counts = new { available = agent.Unused, used = agent.Tags.Count - agent.Unused },
            };
        }
    }

    public ShauryapayReply Wallet(SandboxFields fields) =>
        Find(fields["agent_id"]) is { } agent ? ShauryapayReply.Of("Wallet amount", new { amount = Rupees(agent.Wallet) }) : ShauryapayReply.No("Agent not found");

    public ShauryapayReply AvailableBarcodes(SandboxFields fields)
    {
        if (Find(fields["agent_id"]) is not { } agent) return ShauryapayReply.No("Agent not found");

        return ShauryapayReply.Of("Barcode list", [.. agent.Tags.Where(tag => !tag.Used).Select((tag, index) => new
        {
            id = (index + 1).ToString(CultureInfo.InvariantCulture),
            barcode = tag.Barcode,
            mapper_vehicle_class = "4",
            agent_name = agent.Name,
            is_used = "0",
            status = "1",
        })]);
    }

    public IReadOnlyList<object> Overview()
    {
        lock (_state.Gate)
            return [.. _agents.Select(agent =>
                new { id = agent.Id, name = SandboxMask.Name(agent.Name), mobile = SandboxMask.Number(agent.Mobile), wallet = agent.Wallet,
                    tagsLeft = agent.Unused, tagsIssued = agent.Tags.Count - agent.Unused })];
    }

    public static string Rupees(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
