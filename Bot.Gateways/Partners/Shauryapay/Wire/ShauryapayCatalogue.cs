using System.Text.Json;

namespace Bot.Gateways.Partners.Shauryapay.Wire;

/// <summary>The lists of <c>catalogue.json</c>: what is offered when the partner answers with an empty list. The sandbox answers with them.</summary>
internal sealed record ShauryapayCatalogue(
    IReadOnlyList<string> Makers,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Models,
    IReadOnlyList<string> Descriptors,
    IReadOnlyList<ShauryapayPlan> Plans)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static ShauryapayCatalogue BuiltIn { get; } = Load();

    /// <summary>The models of a maker, any case; empty when it is not known.</summary>
    public IReadOnlyList<string> ModelsOf(string maker) => Models.TryGetValue(maker.Trim().ToUpperInvariant(), out var models) ? models : [];

    private static ShauryapayCatalogue Load()
    {
        using var stream = typeof(ShauryapayCatalogue).Assembly.GetManifestResourceStream("shauryapay-catalogue.json")!;
        return JsonSerializer.Deserialize<ShauryapayCatalogue>(stream, Json)!;
    }
}

/// <param name="Price">In rupees; only the sandbox needs it.</param>
internal sealed record ShauryapayPlan(string Id, string Name, decimal Price);
