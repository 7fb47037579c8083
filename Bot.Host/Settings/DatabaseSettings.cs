using Bot.Engine.Abstractions;
using Bot.Storage;
using Bot.Storage.Abstractions;

namespace Bot.Host.Settings;

/// <summary>Where everything durable is kept.</summary>
internal sealed record DatabaseSettings(StoreAddress Address)
{
    /// <summary>Where that is, for logs.</summary>
    public string Name => Address.Name;

    /// <summary>From a URL as in <c>DATABASE_URL</c>, or a path.</summary>
    /// <exception cref="StoreUnavailableException">It is neither.</exception>
    public static DatabaseSettings Of(string text, string working) => new(DatabaseUrl.Parse(text, working));

    /// <summary>Paths begin in the working folder.</summary>
    public static DatabaseSettings Read(SettingReader read, string working)
    {
        if (!DatabaseUrl.TryParse(read.Text("DATABASE_URL"), working, out var address, out var fault))
        {
            read.Fault(fault);
            return Of("", working);
        }

        foreach (var secret in address.Secrets) read.Hide(secret);
        return new(address);
    }
}
