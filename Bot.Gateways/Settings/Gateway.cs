using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Gateways.Settings;

/// <summary>A channel or partner as configuration, host and checks know it.</summary>
/// <param name="Name">In <c>PARTNERS_OFF</c>, in the sandbox and, of a channel, in <c>/webhooks/{name}</c>: <c>meta</c>.</param>
/// <param name="Title">For people: <c>Meta Cloud</c>.</param>
/// <param name="Table">Its settings.</param>
/// <param name="Add">Its services: <c>AddMetaChannel</c>.</param>
public sealed record Gateway(string Name, string Title, SettingTable Table, Func<IServiceCollection, IConfiguration, IServiceCollection> Add)
{
    /// <summary>Whether something other than its credentials makes it live in Development. Default: nothing does.</summary>
    public Func<IConfiguration, bool> IsAddressed { get; init; } = _ => false;

    /// <summary>A deployment does without it unless a credential is given; in Development it is sandboxed all the same. Default: it is needed.</summary>
    public bool IsOptional { get; init; }

    /// <summary>A line for the start about a live gateway; null (the default) when there is nothing to say.</summary>
    public Func<IConfiguration, string?> Remark { get; init; } = _ => null;

    public IConfigurationSection SectionOf(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.GetSection(Table.Section);
    }
}

/// <summary>Who answers for a gateway.</summary>
public enum GatewayMode
{
    /// <summary>The partner itself.</summary>
    Live,

    /// <summary>The built-in sandbox: in Development only, while none of the partner's credentials is given.</summary>
    Sandbox,

    /// <summary>
    /// It is named in <c>PARTNERS_OFF</c>, or it is optional and none of its credentials is given: its webhook is not there, and calls to it come back
    /// unavailable.
    /// </summary>
    Off,
}
