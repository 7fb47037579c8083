using Bot.Gateways.Http;

namespace Bot.Gateways.Channels;

/// <summary>Makes the connections to media hosts: never into our own network, unless the operator vouches for the host.</summary>
internal sealed class MediaConnection(MediaHosts hosts, MediaOptions options)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await options.Resolve(host, cancel).ConfigureAwait(false);
        if (!hosts.Trusts(host, port))
            addresses = Array.FindAll(addresses, PublicAddress.Is);
        if (addresses.Length == 0)
            throw new PrivateAddressException();

        return await SocketStream.OpenAsync(addresses, port, cancel).ConfigureAwait(false);
    }
}

/// <summary>A host's name leads to private addresses only.</summary>
internal sealed class PrivateAddressException : IOException;
