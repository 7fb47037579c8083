using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Gateways.Partners.Shauryapay.Operations;

/// <summary>Kinds of fuel. GET <c>/get_vehicleDescriptor</c>; the built-in list when the partner gives none.</summary>
internal sealed class Descriptors(ShauryapayClient client) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("shauryapay.descriptors", [], [new("found", "descriptors"), new("unavailable")]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var answer = await client.GetAsync("get_vehicleDescriptor", cancel).ConfigureAwait(false);
        if (answer is ShauryapayAnswer.Unavailable) return answer.AsUnavailable();

        var names = answer is ShauryapayAnswer.Ok ok ? ok.Rows.Select(row => row.Text("vehicleDescriptor")).Where(name => name.Length > 0).Distinct().ToList() : [];
        return CallResult.Of("found", ("descriptors", Makers.Named(names.Count > 0 ? names : ShauryapayCatalogue.BuiltIn.Descriptors)));
    }
}
