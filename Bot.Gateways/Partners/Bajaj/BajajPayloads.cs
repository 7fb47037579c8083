using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Engine.Inputs;
using Bot.Products.Fastag.Inputs;

namespace Bot.Gateways.Partners.Bajaj;

/// <summary>The JSON of the issuer's service for photos of tags, both ways, before it is encrypted and after.</summary>
internal static class BajajPayloads
{
    /// <summary>The five photos of a tag, by the partner's names.</summary>
    public static IReadOnlyList<string> ImageTypes { get; } = ["RCFRONT", "RCBACK", "VEHICLEFRONT", "VEHICLESIDE", "TAGAFFIX"];

    // Base64 of a photo is megabytes long; the default encoder would write every '+' in it as six characters.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Token(BajajStamp stamp) =>
        Write(new { requestId = stamp.RequestId, channel = stamp.Channel, agentId = stamp.AgentId, reqDateTime = stamp.ReqDateTime });

    public static byte[] Image(BajajStamp stamp, KyvTag tag, string imageType, ReadOnlySpan<byte> image) => Write(new
    {
        regDetails = Details(stamp),
        documentDetails = new
        {
            vrn = tag.VehicleNumber, mobileNo = tag.MobileNo, serialNo = tag.SerialNo, imageType, image = Convert.ToBase64String(image), sessionId = Nothing,
            udf1 = Nothing, udf2 = Nothing, udf3 = Nothing, udf4 = Nothing, udf5 = Nothing,
        },
    });

    public static byte[] Images(BajajStamp stamp, KyvTag tag) => Write(new
    {
        regDetails = Details(stamp), vrn = tag.VehicleNumber, mobileNo = tag.MobileNo, serialNo = tag.SerialNo,
        udf1 = Nothing, udf2 = Nothing, udf3 = Nothing, udf4 = Nothing, udf5 = Nothing,
    });

    /// <summary>The object of an answer, encrypted or in clear; null for what is neither.</summary>
    public static JsonElement? ReadAnswer(string body, string key) =>
        Parse(body) is { ValueKind: JsonValueKind.Object } clear ? clear : ReadEncrypted(body, key);

    /// <summary>The object of an encrypted body: base64 bare, or as a JSON string; null for what is neither.</summary>
    public static JsonElement? ReadEncrypted(string body, string key)
    {
        var text = Parse(body) is { ValueKind: JsonValueKind.String } quoted ? quoted.GetString()! : Bare(body);
        return BajajCipher.Decrypt(text, key) is { } clear && Parse(Encoding.UTF8.GetString(clear)) is { ValueKind: JsonValueKind.Object } found ? found : null;
    }

    private static string? Nothing => null;

    private static object Details(BajajStamp stamp) => new
    {
        requestId = stamp.RequestId, sessionId = stamp.RequestId, channel = stamp.Channel, agentId = stamp.AgentId, reqDateTime = stamp.ReqDateTime,
    };

    /// <summary>Without a byte order mark and what stands around it.</summary>
    private static string Bare(string text) => text.Trim().TrimStart('\uFEFF');

    private static byte[] Write<T>(T body) => JsonSerializer.SerializeToUtf8Bytes(body, Json);

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Bare(text));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The tag whose photos are sent.</summary>
/// <param name="VehicleNumber">Canonical, without separators.</param>
/// <param name="MobileNo">Ten digits of the customer's number.</param>
/// <param name="SerialNo">The whole barcode with its hyphens.</param>
internal sealed record KyvTag(string VehicleNumber, string MobileNo, string SerialNo)
{
    /// <param name="barcode">With hyphens or without.</param>
    public static KyvTag Of(string vehicleNumber, string mobile, string barcode) =>
        new(vehicleNumber, IndianMobile.National(mobile), Barcode.TryParse(barcode, out var read) ? read.ToString() : barcode);
}
