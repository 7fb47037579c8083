using System.Text.RegularExpressions;

namespace Bot.Sandbox.State;

/// <summary>The newest code each mobile got. Used under the sandbox's lock only.</summary>
internal sealed partial class SandboxCodes
{
    private const int MostMobiles = 100_000;

    private readonly Dictionary<string, string> _newest = [];

    /// <summary>A code reached a mobile. Raised under the lock.</summary>
    public event Action<SandboxCode>? Noted;

    /// <param name="text">The text it came in; empty when a partner or a template brought it.</param>
    public void Reached(string mobile, string code, string text = "")
    {
        if (_newest.Count >= MostMobiles) _newest.Clear();
        _newest[TenDigits(mobile)] = code;
        Noted?.Invoke(new(TenDigits(mobile), code, text));
    }

    /// <summary>Takes the code out of a text, if one is in it: 4 to 8 digits by themselves.</summary>
    public void ReachedIn(string mobile, string text)
    {
        if (Code().Match(text) is { Success: true } found) Reached(mobile, found.Value, text);
    }

    public string? LastOf(string mobile) => _newest.GetValueOrDefault(TenDigits(mobile));

    public IReadOnlyDictionary<string, string> All() => new Dictionary<string, string>(_newest, StringComparer.Ordinal);

    public static string TenDigits(string mobile) => mobile.Length > 10 ? mobile[^10..] : mobile;

    [GeneratedRegex(@"(?<!\d)\d{4,8}(?!\d)")]
    private static partial Regex Code();
}

/// <summary>A code that reached a mobile.</summary>
/// <param name="Mobile">10 digits.</param>
/// <param name="Text">The text message it stood in; empty when a partner or a template brought it.</param>
public sealed record SandboxCode(string Mobile, string Code, string Text);
