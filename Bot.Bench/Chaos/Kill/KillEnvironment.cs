using System.Globalization;
using Bot.Engine.Loading;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Gateways.Partners.BasicApplication;

namespace Bot.Bench.Chaos.Kill;

/// <summary>
/// What the hosts that are to die find around them: settings as strict as Production, every partner at the driver, the flows in their folder.
/// </summary>
internal static class KillEnvironment
{
    public const string AppSecret = "chaos-app-secret-of-the-driver";
    public const string ApiKey = "0123456789abcdef0123456789abcdef";

    public static Dictionary<string, string> Of(KillPlan plan, PartnerStage stage, string folder)
    {
        var sandbox = stage.Address + "/sandbox";
        return new(StringComparer.Ordinal)
        {
            // As strict as Production, with every partner at the driver.
            ["ASPNETCORE_ENVIRONMENT"] = "Chaos",
            ["DOTNET_ENVIRONMENT"] = "Chaos",
            ["DOTNET_TieredPGO"] = "0",
            ["DATABASE_URL"] = plan.Database.Length > 0 ? plan.Database : Path.Combine(folder, "bot.db"),
            ["SECRET_KEY"] = "0123456789abcdef0123456789abcdef",
            ["API_KEYS"] = $"chaos:{ApiKey}",
            ["LOG_LEVEL"] = "Error",
            ["PARTNERS_OFF"] = "interakt",
            ["WHATSAPP_API_URL"] = $"{sandbox}/meta",
            ["WHATSAPP_ACCESS_TOKEN"] = "chaos",
            ["WHATSAPP_PHONE_NUMBER_ID"] = MetaGateway.SandboxPhoneNumberId,
            ["WHATSAPP_APP_SECRET"] = AppSecret,
            ["WHATSAPP_VERIFY_TOKEN"] = "chaos",
            ["GUPSHUP_API_KEY"] = "chaos",
            ["GUPSHUP_SOURCE"] = "919800000000",
            ["GUPSHUP_API_URL"] = $"{sandbox}/gupshup/wa/api/v1/template/msg",
            ["GUPSHUP_SESSION_URL"] = $"{sandbox}/gupshup/wa/api/v1/msg",
            ["GUPSHUP_APP_NAME"] = "Chaos",
            ["GUPSHUP_WEBHOOK_TOKEN"] = "chaos",
            ["GUPSHUP_WHATSAPP_OTP_TEMPLATE_ID"] = "otp",
            ["GUPSHUP_LEAD_CREATION_TEMPLATE_ID"] = "lead-created",
            ["GUPSHUP_LEAD_STATUS_TEMPLATE_ID"] = "lead-status",
            ["SHAURYAPAY_BASE_URL"] = $"{sandbox}/shauryapay",
            ["SHAURYAPAY_API_KEY"] = "chaos",
            ["SMS_URL"] = $"{sandbox}/sms/api/sendmsg.php",
            ["SMS_USER"] = "chaos",
            ["SMS_PASS"] = "chaos",
            ["BASIC_APPLICATION_API_URL"] = $"{sandbox}/basic",
            ["BASIC_APPLICATION_USER_ID"] = BasicApplicationGateway.SandboxUserId,
            ["BASIC_APPLICATION_API_KEY"] = BasicApplicationGateway.SandboxApiKey,
            ["BASIC_APPLICATION_SAME_ID"] = "true",
            ["OTP_CLIENT_LIMIT"] = "0",
            ["OTP_CLIENT_DAY_LIMIT"] = "0",
            ["OTP_SMS_DAY_LIMIT"] = "0",
            ["OTP_WHATSAPP_DAY_LIMIT"] = "0",
            ["MEDIA_ALLOWED_HOSTS"] = new Uri(stage.Address).Authority,

            // In namespaces of their own, partners are not at the loopback.
            ["ALLOW_PLAIN_HTTP"] = plan.OwnNetwork ? "true" : "false",
        };
    }

    /// <summary>What one of several hosts finds besides.</summary>
    public static Dictionary<string, string> OfHost(IReadOnlyDictionary<string, string> all, KillPlan plan, int host)
    {
        var own = new Dictionary<string, string>(all, StringComparer.Ordinal) { ["WHATSAPP_ACCESS_TOKEN"] = SendLog.TokenOf(host) };
        if (plan.Cluster)
        {
            own["CLUSTER"] = "orleans";
            own["CLUSTER_ADDRESS"] = plan.OwnNetwork ? HostNetwork.AddressOf(host) : "127.0.0.1";
            own["CLUSTER_PORT"] = "0";
        }

        var seconds = host == 0 ? -plan.ClocksOff.TotalSeconds : host == plan.Hosts - 1 ? plan.ClocksOff.TotalSeconds : 0;
        if (seconds != 0) own[WrongClock.Setting] = ((int)seconds).ToString(CultureInfo.InvariantCulture);
        if (plan.OwnClocks) own[WrongClock.OwnSetting] = "true";
        return own;
    }

    /// <summary>Reminders and questions for the next photo come within seconds, so that timers fall due while hosts die.</summary>
    /// <param name="hurried">False: as they are.</param>
    public static void CopyFlows(string flows, string folder, bool hurried = true)
    {
        foreach (var file in Directory.EnumerateFiles(flows, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, "flows", Path.GetRelativePath(flows, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (hurried && Path.GetFileName(file) == FlowFileNames.Flow) File.WriteAllText(target, Hurried(File.ReadAllText(file)));
            else File.Copy(file, target);
        }
    }

    public static void ReplaceFlows(string flows, string folder)
    {
        Directory.Delete(Path.Combine(folder, "flows"), recursive: true);
        CopyFlows(flows, folder);
    }

    private static string Hurried(string flow) =>
        flow.Replace("remind: { after: 10m,", "remind: { after: 2s,", StringComparison.Ordinal).Replace("quiet: 20s", "quiet: 1s", StringComparison.Ordinal);
}
