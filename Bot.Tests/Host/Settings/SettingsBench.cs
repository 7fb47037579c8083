using Bot.Host.Settings;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Host.Settings;

/// <summary>Two folders of a test's own, a made-up process environment, and the settings they give.</summary>
internal sealed class SettingsBench : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bot-settings").FullName;

    public SettingsBench()
    {
        Directory.CreateDirectory(Working);
        Directory.CreateDirectory(Published);
    }

    /// <summary>The key of <see cref="Complete"/>.</summary>
    public const string ApiKey = "b7d1c05a93e84f62b7d1c05a93e84f62";

    public Dictionary<string, string> Process { get; } = new() { ["ASPNETCORE_ENVIRONMENT"] = "Development" };

    public string Working => Path.Combine(_root, "working");

    public string Published => Path.Combine(_root, "published");

    public IConfiguration Configuration => BotConfiguration.From(Process, Working, Published);

    public ReadSettings Read() => ReadSettings.Of(Configuration);

    public SettingsException Refused() => ((Action)(() => Read())).Should().Throw<SettingsException>().Which;

    public SettingsBench With(string name, string value)
    {
        Process[name] = value;
        return this;
    }

    public SettingsBench WithEnvFile(string text)
    {
        File.WriteAllText(Path.Combine(Working, ".env"), text);
        return this;
    }

    public SettingsBench WithAppSettings(string json, bool published = false)
    {
        File.WriteAllText(Path.Combine(published ? Published : Working, "appsettings.json"), json);
        return this;
    }

    /// <summary>Everything that Production wants.</summary>
    public SettingsBench Complete()
    {
        Process["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var name in new[]
        {
            "API_KEYS", "WHATSAPP_ACCESS_TOKEN", "WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN", "GUPSHUP_API_KEY", "GUPSHUP_SOURCE",
            "GUPSHUP_APP_NAME", "GUPSHUP_WEBHOOK_TOKEN", "GUPSHUP_WHATSAPP_OTP_TEMPLATE_ID", "GUPSHUP_LEAD_CREATION_TEMPLATE_ID", "GUPSHUP_LEAD_STATUS_TEMPLATE_ID",
            "INTERAKT_API_KEY", "INTERAKT_WEBHOOK_SECRET", "SHAURYAPAY_API_KEY", "SMS_USER", "SMS_PASS", "BASIC_APPLICATION_USER_ID", "BASIC_APPLICATION_API_KEY",
        })
        {
            Process[name] = "given:" + name;
        }

        Process["BASIC_APPLICATION_API_URL"] = "https://basic.example.com";
        Process["API_KEYS"] = "given:" + ApiKey;
        Process["SECRET_KEY"] = "0123456789abcdef0123456789abcdef";
        return this;
    }

    public void Dispose() => Directory.Delete(_root, true);
}
