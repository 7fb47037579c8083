using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;

namespace Bot.Products.Fastag;

/// <summary>
/// Keeps our record of an agent as the partner tells it: whenever one is looked up there, the figures are written with the turn that hears them.
/// Not for a number that a person has only typed (<c>unproven</c>): reads and writes of ours would tell by their time whose number is an agent's.
/// </summary>
/// <param name="inner">Comes back with <c>found</c> and <c>id, name, mobile, wallet, tags</c>.</param>
public sealed class AgentRecords(Operation inner, AgentRepository agents, TimeProvider clock) : Operation
{
    public override OperationContract Contract => inner.Contract;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var result = await inner.RunAsync(call, cancel).ConfigureAwait(false);
        if (result.Outcome != "found" || call.Text("unproven").Length > 0) return result;
        if (!IndianMobile.TryParse(Field("mobile"), out var mobile) || Field("id").Length == 0) return result;

        var now = clock.GetUtcNow();
        var sameNumber = await agents.WithMobileAsync(mobile, cancel).ConfigureAwait(false);
        var known = await agents.WithPartnerIdAsync(Field("id"), cancel).ConfigureAwait(false) ?? sameNumber;

        // One that was deleted here stays deleted.
        if (known is null && await agents.FindAsync(NewId(Field("id")), cancel).ConfigureAwait(false) is not null) return result;

        var before = known?.Value ?? new Agent { Id = NewId(Field("id")), Name = "", Mobile = mobile, CreatedAt = now };
        var after = before with
        {
            Name = Field("name"),
            PartnerId = Field("id"),
            // A number that belongs to another agent of ours stays theirs; a person sorts that out.
            Mobile = sameNumber is null ? mobile : before.Mobile,
            WalletBalance = Number("wallet") ?? before.WalletBalance,
            FastagsLeft = (int)(Number("tags") ?? before.FastagsLeft),
        };
        return known is not null && after == before ? result : result with { Changes = [.. agents.Changes(known, after with { UpdatedAt = now })] };

        string Field(string name) => result.Result.Field(name)?.Text ?? "";

        decimal? Number(string name) =>
            decimal.TryParse(Field(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>The same for the same agent, so that one who is looked up twice at once becomes one record.</summary>
    private static string NewId(string partnerId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"agent\n{partnerId}")).AsSpan(0, 16));
}
