using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Sandbox.Shauryapay;

/// <summary>The lists a vehicle is described with, from the built-in catalogue.</summary>
internal static class ShauryapayLists
{
    private static readonly object Fine = new { msg = "Success", status = "success", code = "00", errorCode = "", errorDesc = "" };

    public static ShauryapayReply Makers() => ShauryapayReply.Of("Vehicle maker list", new { vehicleMakerList = ShauryapayCatalogue.BuiltIn.Makers, response = Fine });

    public static ShauryapayReply Models(string maker) =>
        ShauryapayReply.Of("Vehicle model list", new { vehicleModelList = ShauryapayCatalogue.BuiltIn.ModelsOf(maker), response = Fine });

    public static ShauryapayReply Descriptors() =>
        ShauryapayReply.Of("Vehicle descriptors", [.. ShauryapayCatalogue.BuiltIn.Descriptors.Select(name => new { vehicleDescriptor = name })]);

    public static ShauryapayReply Plans() =>
        ShauryapayReply.Of("Plans", [.. ShauryapayCatalogue.BuiltIn.Plans.Select(plan => new { id = plan.Id, plan_name = plan.Name, status = "1", is_deleted = "0" })]);

    /// <summary>What a plan costs, in rupees; null when there is no such plan.</summary>
    public static decimal? PriceOf(string planId) => ShauryapayCatalogue.BuiltIn.Plans.FirstOrDefault(plan => plan.Id == planId || plan.Name == planId)?.Price;

    public static decimal LowestPrice => ShauryapayCatalogue.BuiltIn.Plans.Min(plan => plan.Price);
}
