using System.Text.RegularExpressions;

namespace Bot.Gateways.Sandbox;

/// <summary>The newest code each mobile got. Used under the world's lock only.</summary>
internal sealed partial class SandboxCodes
{
    private const int MostMobiles = 100_000;

    private readonly Dictionary<string, string> _newest = [];

    public void Reached(string mobile, string code)
    {
        if (_newest.Count >= MostMobiles) _newest.Clear();
        _newest[TenDigits(mobile)] = code;
    }

    /// <summary>Takes the code out of a text, if one is in it: 4 to 8 digits by themselves.</summary>
    public void ReachedIn(string mobile, string text)
    {
        if (Code().Match(text) is { Success: true } found) Reached(mobile, found.Value);
    }

    public string? LastOf(string mobile) => _newest.GetValueOrDefault(TenDigits(mobile));

    public IReadOnlyDictionary<string, string> All() => new Dictionary<string, string>(_newest, StringComparer.Ordinal);

    public static string TenDigits(string mobile) => mobile.Length > 10 ? mobile[^10..] : mobile;

    [GeneratedRegex(@"(?<!\d)\d{4,8}(?!\d)")]
    private static partial Regex Code();
}
