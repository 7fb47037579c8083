namespace Bot.Sandbox.Areas;

/// <summary>Photos as issuers take them.</summary>
internal static class SandboxImages
{
    private const int LongestPhoto = 5 * 1024 * 1024;

    /// <summary>Why a photo is refused; null when it is taken.</summary>
    /// <param name="image">Base64.</param>
    public static string? FaultOf(string imageType, string image)
    {
        if (imageType is not ("RCFRONT" or "RCBACK" or "VEHICLEFRONT" or "VEHICLESIDE" or "TAGAFFIX")) return "Invalid image type";

        var bytes = new byte[(image.Length * 3 / 4) + 3];
        if (!Convert.TryFromBase64String(image, bytes, out var length) || length < 4) return "Invalid image";
        if (length > LongestPhoto) return "Image is too large";
        return bytes is [0xFF, 0xD8, 0xFF, ..] or [0x89, 0x50, 0x4E, 0x47, ..] ? null : "Invalid image";
    }
}
