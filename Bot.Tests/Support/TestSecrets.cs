using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Abstractions;

namespace Bot.Tests.Support;

/// <summary>A keyed hash with a known key, and codes that count up from 100001.</summary>
public sealed class TestSecrets : ISecrets
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key for tests only");
    private readonly ConcurrentDictionary<string, string> _byName = new();
    private int _codes = 100_000;

    public string Hash(string purpose, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{purpose}\n{text}")));

    public string CodeFor(string name, int digits) => _byName.GetOrAdd(name, _ => Interlocked.Increment(ref _codes).ToString(CultureInfo.InvariantCulture));
}
