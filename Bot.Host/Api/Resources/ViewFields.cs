using Bot.Engine.Inputs;
using Bot.Templates.Rendering;

namespace Bot.Host.Api.Resources;

/// <summary>How values are shown.</summary>
internal static class ViewFields
{
    /// <summary>Ten digits, or masked.</summary>
    /// <param name="mobile">Canonical, or empty.</param>
    public static string Mobile(string mobile, bool whole) => mobile.Length == 0 ? "" : Personal(IndianMobile.National(mobile), whole);

    public static string Personal(string value, bool whole) => whole ? value : Masking.Mask(value);

    /// <summary>Null rather than an empty reference.</summary>
    public static string? Reference(string value) => value.Length > 0 ? value : null;
}
