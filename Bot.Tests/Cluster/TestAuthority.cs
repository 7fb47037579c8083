using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bot.Tests.Support;

namespace Bot.Tests.Cluster;

/// <summary>An authority that signs hosts, with its files.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string ServerUse = "1.3.6.1.5.5.7.3.1";
    public const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _own;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=hosts of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(Path, _own.ExportCertificatePem());
    }

    /// <summary>Its own certificate.</summary>
    public string Path => System.IO.Path.Combine(_folder.Path, "authority.pem");

    /// <summary>Signs a certificate; returns the paths of it and of its key.</summary>
    /// <param name="days">From today; one that is over is of yesterday.</param>
    public (string Certificate, string Key) Sign(string name, int days = 1, params string[] uses)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var both = new OidCollection();
        foreach (var use in uses.Length > 0 ? uses : [ServerUse, ClientUse]) both.Add(new Oid(use));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(both, critical: false));
        using var signed = request.Create(_own, DateTimeOffset.UtcNow.AddDays(-1.5), DateTimeOffset.UtcNow.AddDays(days), RandomNumberGenerator.GetBytes(8));
        var (certificate, keyFile) = (System.IO.Path.Combine(_folder.Path, name + ".pem"), System.IO.Path.Combine(_folder.Path, name + ".key"));
        File.WriteAllText(certificate, signed.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificate, keyFile);
    }

    public void Dispose()
    {
        _own.Dispose();
        _folder.Dispose();
    }
}
