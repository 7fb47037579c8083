using System.Text.Json.Serialization;
using Bot.Host.Api.Resources;
using Bot.Products.Fastag;

namespace Bot.Host.Api.Agents;

/// <param name="Name">Masked for a key without the scope <c>personal</c>, in lists too.</param>
/// <param name="MobileNumber">Ten digits; masked in lists.</param>
/// <param name="WalletBalance">Rupees.</param>
internal sealed record AgentView(
    string AgentId, string Name, string MobileNumber, string Status, decimal WalletBalance, int FastagsLeft, string? PartnerId,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : IRecordView
{
    string IRecordView.RecordId => AgentId;

    /// <param name="whole">Personal fields are shown whole.</param>
    /// <param name="inList">The number is masked all the same.</param>
    public static AgentView Of(Agent agent, bool whole, bool inList = false) => new(
        agent.Id, ViewFields.Personal(agent.Name, whole), ViewFields.Mobile(agent.Mobile, whole && !inList), TagLife.NameOf(agent.Status),
        agent.WalletBalance, agent.FastagsLeft, ViewFields.Reference(agent.PartnerId), agent.CreatedAt, agent.UpdatedAt);
}

/// <param name="WasDisabled">False: nothing had to be lifted.</param>
internal sealed record LoginView([property: JsonIgnore] string Mobile, bool WasDisabled) : IRecordView
{
    string IRecordView.RecordId => Mobile.TrimStart('+');
}
