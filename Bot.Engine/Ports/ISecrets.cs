namespace Bot.Engine.Ports;

/// <summary>What only the holder of <c>SECRET_KEY</c> can do, and chance that nobody can guess.</summary>
public interface ISecrets
{
    /// <summary>A keyed one-way hash in lower-case hex (HMAC-SHA256). <paramref name="purpose"/> keeps hashes of different things apart.</summary>
    string Hash(string purpose, string text);

    /// <summary>A code of <paramref name="digits"/> decimal digits from a cryptographic generator, every one equally likely, leading zeros included.</summary>
    string NewCode(int digits);
}
