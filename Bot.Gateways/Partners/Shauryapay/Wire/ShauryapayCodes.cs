using System.Globalization;

namespace Bot.Gateways.Partners.Shauryapay.Wire;

/// <summary>Our words to the partner's codes and spellings.</summary>
internal static class ShauryapayCodes
{
    private const int ChassisLength = 17;
    private const int ChassisEnd = 5;

    /// <summary>Whether a vehicle goes by its chassis number, having no plate yet: it stands in the number's place, and plates are shorter.</summary>
    public static bool IsChassis(string vehicleNumber) => vehicleNumber.Length == ChassisLength;

    /// <summary>What the codes' requests say of it: <c>isChassis</c>, and the last five characters as <c>chassisNo</c>; empty for a plate.</summary>
    public static (string IsChassis, string ChassisNo) Chassis(string vehicleNumber) =>
        IsChassis(vehicleNumber) ? ("1", vehicleNumber[^ChassisEnd..]) : ("0", "");

    /// <summary>Kind of ID to <c>docType</c>. The order of the codes differs from the order people are asked in.</summary>
    public static string DocType(string idType) => idType switch
    {
        "pan" => "1",
        "drivingLicence" => "2",
        "voterId" => "3",
        "passport" => "4",
        _ => throw new ArgumentException($"'{idType}' is no kind of ID; use pan, passport, drivingLicence or voterId.", nameof(idType)),
    };

    /// <summary>
    /// Photo to <c>imageType</c>. Accepts ours (<c>rcFront</c>), the first implementation's (<c>RC_FRONT</c>) and the wire's (<c>RCFRONT</c>).
    /// </summary>
    public static string ImageType(string photo) => photo.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "RCFRONT" => "RCFRONT",
        "RCBACK" => "RCBACK",
        "VEHICLEFRONT" => "VEHICLEFRONT",
        "VEHICLESIDE" => "VEHICLESIDE",
        "TAGAFFIX" or "TAGFIXED" => "TAGAFFIX",
        _ => throw new ArgumentException($"'{photo}' is no photo; use rcFront, rcBack, vehicleFront, vehicleSide or tagAffix.", nameof(photo)),
    };

    /// <summary>The partner's forms must have a last name: a dot, as Indian forms have it, stands for one name only.</summary>
    public static string LastName(string lastName) => lastName.Length == 0 ? "." : lastName;

    /// <summary>Why a tag is replaced; the partner's own codes pass too.</summary>
    public static string ReplacementReason(string reason) => reason switch
    {
        "tagDamaged" or "1" => "1",
        "lostTag" or "2" => "2",
        "tagNotWorking" or "3" => "3",
        "others" or "99" => "99",
        _ => throw new ArgumentException($"'{reason}' is no reason to replace a tag; use tagDamaged, lostTag, tagNotWorking or others.", nameof(reason)),
    };

    /// <summary>A canonical date (<c>1990-06-15</c>) in the partner's form; empty stays empty.</summary>
    public static string Date(string canonical, string format) =>
        canonical.Length == 0 ? "" : DateOnly.ParseExact(canonical, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture);

    /// <summary>An amount in rupees without needless zeros: <c>5000</c>, <c>4600.50</c>. Null when it is none.</summary>
    public static string? Amount(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)) return null;
        return amount.ToString(decimal.IsInteger(amount) ? "0" : "0.00", CultureInfo.InvariantCulture);
    }
}
