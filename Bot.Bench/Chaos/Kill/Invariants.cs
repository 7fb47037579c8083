using System.Collections.Concurrent;
using Bot.Bench.Chaos.People;
using Bot.Sandbox.State;

namespace Bot.Bench.Chaos.Kill;

/// <summary>What a person was told is what the partners did: one tag for each activation, one lead for each application.</summary>
internal static class Invariants
{
    public static void Check(Person person, SandboxLedger ledger, ConcurrentQueue<string> violations)
    {
        switch (person.Task)
        {
            case FastagTask fastag:
                foreach (var order in fastag.Orders)
                    if (ledger.TagsOn(order.Vehicle) != (fastag.Activated.Contains(order.Vehicle) ? 1 : 0)) violations.Enqueue($"{order.Vehicle}: {ledger.TagsOn(order.Vehicle)} tags, told {(fastag.Activated.Contains(order.Vehicle) ? "activated" : "nothing")}");
                break;
            case LeadTask lead:
                if (ledger.LeadsOf(lead.Mobile, "HL", lead.Amount) != lead.Applications.Count) violations.Enqueue($"a lead of {lead.Amount}: {ledger.LeadsOf(lead.Mobile, "HL", lead.Amount)} at the lender, told {lead.Applications.Count}");
                break;
        }
    }
}
