using Bot.Gateways.Partners.Shauryapay.Wire;
using Bot.Products.Fastag;

namespace Bot.Gateways.Partners.Shauryapay;

/// <summary>Vehicles as <c>catalogue.json</c> describes them: the same lists that a conversation falls back to.</summary>
public sealed class BuiltInVehicles : IVehicleCatalogue
{
    public IReadOnlyList<string> Manufacturers => ShauryapayCatalogue.BuiltIn.Makers;

    public IReadOnlyList<string> Descriptors => ShauryapayCatalogue.BuiltIn.Descriptors;

    public IReadOnlyList<string>? ModelsOf(string manufacturer) =>
        Manufacturers.Contains(manufacturer.Trim(), StringComparer.OrdinalIgnoreCase) ? ShauryapayCatalogue.BuiltIn.ModelsOf(manufacturer) : null;
}
