namespace Bot.Engine.Abstractions;

/// <summary>What only the holder of <c>SECRET_KEY</c> can do, and chance that cannot be guessed.</summary>
public interface ISecrets
{
    /// <summary>A keyed one-way hash in lower-case hex (HMAC-SHA256). <paramref name="purpose"/> keeps hashes of different things apart.</summary>
    string Hash(string purpose, string text);

    /// <summary>
    /// A code of <paramref name="digits"/> decimal digits that cannot be guessed, every one equally likely, leading zeros included. The same name has the same
    /// code, so that what is done again after a crash sends no other.
    /// </summary>
    string CodeFor(string name, int digits);
}
