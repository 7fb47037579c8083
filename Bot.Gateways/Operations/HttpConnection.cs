using System.Net.Sockets;
using Bot.Gateways.Channels;
using Bot.Gateways.Http;
using Microsoft.Extensions.Options;

namespace Bot.Gateways.Operations;

/// <summary>Makes the connections of operations: only to public addresses, looked at after the name was resolved.</summary>
internal sealed class HttpConnection(IOptions<HttpOperationOptions> options)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await options.Value.Resolve(host, cancel).ConfigureAwait(false);
        if (!options.Value.TrustsPrivate(host, port)) addresses = Array.FindAll(addresses, PublicAddress.Is);

        // As of a name that is not known: no connection was made, so that nothing can have been done.
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);

        return await SocketStream.OpenAsync(addresses, port, cancel).ConfigureAwait(false);
    }
}
