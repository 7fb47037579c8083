using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Sandbox.Phones;

namespace Bot.Bench.Load;

/// <summary>
/// Text messages as Meta's webhook would bring them. The body is the sandbox phone's, with the parts that change put in by hand: building it whole would cost
/// more than the turn.
/// </summary>
internal sealed class SignedText
{
    private const string From = "910000000000";
    private const string Id = "wamid.00000000000000000000";
    private const string Said = "@@said@@";

    private readonly byte[] _secret;
    private readonly string[] _pieces;
    private readonly string _path;

    public SignedText(string secret, string phoneNumberId, DateTimeOffset at)
    {
        _secret = Encoding.UTF8.GetBytes(secret);
        var call = new MetaPhone(secret, phoneNumberId).Text(new(From, "Asha Rao", Id, at), Said);
        _path = call.Path;
        _pieces = Encoding.UTF8.GetString(call.Body).Split([From, Said, Id], StringSplitOptions.None);
        if (_pieces.Length != 5) throw new InvalidOperationException("Meta's envelope has another shape than this driver knows.");
    }

    /// <param name="person">At most ten digits.</param>
    /// <param name="number">Of the message; no two alike.</param>
    public byte[] Request(long person, long number, string text)
    {
        var from = "91" + person.ToString("0000000000", CultureInfo.InvariantCulture);
        var id = "wamid." + number.ToString("00000000000000000000", CultureInfo.InvariantCulture);
        var body = Encoding.UTF8.GetBytes($"{_pieces[0]}{from}{_pieces[1]}{text}{_pieces[2]}{from}{_pieces[3]}{id}{_pieces[4]}");
        var head = Encoding.ASCII.GetBytes($"POST {_path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256={Convert.ToHexStringLower(HMACSHA256.HashData(_secret, body))}\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. head, .. body];
    }
}
