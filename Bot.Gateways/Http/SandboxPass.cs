using System.Security.Cryptography;

namespace Bot.Gateways.Http;

/// <summary>The secret by which the sandbox of this process knows the clients of this process. Made at the start, kept nowhere.</summary>
/// <param name="sandbox">Where the sandbox is served; the secret goes nowhere else.</param>
public sealed class SandboxPass(Uri sandbox)
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Bot-Sandbox-Pass";

    private readonly string _secret = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Whether a request shows the secret.</summary>
    /// <param name="shown">The header's value; empty for none.</param>
    public bool IsShown(string shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        return CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(shown), System.Text.Encoding.UTF8.GetBytes(_secret));
    }

    internal bool LeadsTo(Uri? address) => address is not null && sandbox.Authority == address.Authority && sandbox.IsBaseOf(address);

    internal void ShowOn(HttpRequestMessage request) => request.Headers.TryAddWithoutValidation(Header, _secret);
}

/// <summary>Shows the sandbox's secret to the sandbox alone.</summary>
/// <param name="pass">Null where nothing is sandboxed.</param>
internal sealed class SandboxPassHandler(SandboxPass? pass) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (pass?.LeadsTo(request.RequestUri) == true) pass.ShowOn(request);
        return base.SendAsync(request, cancellationToken);
    }
}
