using System.Security.Cryptography;
using Bot.Cluster;

namespace Bot.Host.Settings;

/// <summary>
/// The files by which hosts of a cluster know each other. Its methods load the cluster's package, so only a host that is one of a cluster calls them.
/// </summary>
internal static class ClusterFiles
{
    /// <param name="files">Certificate, key, authority.</param>
    /// <exception cref="CryptographicException">See <see cref="ClusterCertificates.Read"/>.</exception>
    public static ClusterCertificates Read((string Certificate, string Key, string Authority) files) =>
        ClusterCertificates.Read(files.Certificate, files.Key, files.Authority);

    /// <summary>Why hosts could not talk to each other with them, in a sentence; null when they can.</summary>
    public static string? FaultOf((string Certificate, string Key, string Authority) files)
    {
        try
        {
            return Read(files).Faults().FirstOrDefault() is { } fault ? $"CLUSTER_CERTIFICATE: {fault}; write files of an authority that signs hosts" : null;
        }
        catch (Exception unread) when (unread is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"CLUSTER_CERTIFICATE, CLUSTER_KEY or CLUSTER_AUTHORITY cannot be read as PEM files: {unread.Message}";
        }
    }
}
