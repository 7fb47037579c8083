using System.Security.Cryptography;
using Bot.Storage.Sealing;
using Microsoft.AspNetCore.DataProtection;

namespace Bot.Host.Desk.Operators;

/// <summary>
/// The framework's data protection by the seals of <c>SECRET_KEY</c>: cookies of one host open at every other, and no ring of further keys lies on any disk.
/// </summary>
internal sealed class SealedProtection(Sealer sealer, string purpose = "") : IDataProtectionProvider, IDataProtector
{
    private const string Table = "desk";

    public IDataProtector CreateProtector(string purpose1) => new SealedProtection(sealer, $"{purpose}\0{purpose1}");

    IDataProtector IDataProtectionProvider.CreateProtector(string purpose) => CreateProtector(purpose);

    public byte[] Protect(byte[] plaintext) => sealer.Seal(Table, purpose, plaintext);

    /// <exception cref="CryptographicException">Altered, for another purpose, or sealed with another key.</exception>
    public byte[] Unprotect(byte[] protectedData)
    {
        try
        {
            return sealer.Open(Table, purpose, protectedData);
        }
        catch (InvalidDataException altered)
        {
            throw new CryptographicException("The protected data does not open.", altered);
        }
    }
}
