using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bot.Cluster;

/// <summary>What hosts prove to each other that they belong together: each shows a certificate, of which one authority knows.</summary>
/// <param name="Own">With its private key.</param>
/// <param name="Authorities">Whose certificates are hosts. They sign nothing else: the name in a certificate is not asked for.</param>
public sealed record ClusterCertificates(X509Certificate2 Own, X509Certificate2Collection Authorities)
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    /// <summary>Reads PEM files. What they hold is looked at again at each joining, so that a renewed certificate counts from then on.</summary>
    /// <exception cref="CryptographicException">A file is no certificate, or the key another one's.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ClusterCertificates Read(string certificate, string key, string authority)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(authority);
        if (authorities.Count == 0) throw new CryptographicException($"{authority} holds no certificate.");
        return new(X509Certificate2.CreateFromPemFile(certificate, key), authorities);
    }

    /// <summary>Why hosts with these could not talk to each other, each in a sentence; empty when they can.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Trusts(Own)) yield return "the certificate is not of that authority, or its time is over or not come";
        var uses = Own.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(extension => extension.EnhancedKeyUsages.Cast<Oid>()).ToList();
        if (uses.Count > 0 && (!uses.Exists(use => use.Value == ServerUse) || !uses.Exists(use => use.Value == ClientUse)))
            yield return "the certificate is to be for servers and clients (extended key usage serverAuth and clientAuth): a host is both";
    }

    /// <summary>Whether one of the authorities signed it, and its time is now. Revocation is not asked for: to take one host away, change the authority.
    /// </summary>
    /// <param name="sent">What came along with it: certificates between it and the authority.</param>
    public bool Trusts(X509Certificate2 shown, IEnumerable<X509Certificate2>? sent = null)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;

        // What a stranger shows names addresses that no host is to ask.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.CustomTrustStore.AddRange(Authorities);
        foreach (var between in sent ?? []) chain.ChainPolicy.ExtraStore.Add(between);
        return chain.Build(shown);
    }
}
