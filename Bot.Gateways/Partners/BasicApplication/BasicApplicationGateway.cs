using Bot.Engine.Flows;
using Bot.Gateways.Http;
using Bot.Gateways.Settings;
using Bot.Products.Leads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Gateways.Partners.BasicApplication;

/// <summary>The Basic Application API, the lender, as a partner of Bot.</summary>
public static class BasicApplicationGateway
{
    /// <summary>The user whose signature the sandbox takes.</summary>
    public const string SandboxUserId = "sandbox-user";

    /// <summary>The key of that signature.</summary>
    public const string SandboxApiKey = "sandbox-key";

    public static Gateway Definition { get; } = new("basic", "Basic Application", new("Partners:BasicApplication",
        Setting.Link("BASIC_APPLICATION_API_URL", nameof(BasicApplicationOptions.BaseUrl)).Credential(),
        Setting.Text("BASIC_APPLICATION_USER_ID", nameof(BasicApplicationOptions.UserId)).Credential(),
        Setting.Secret("BASIC_APPLICATION_API_KEY", nameof(BasicApplicationOptions.ApiKey)).Credential(),
        Setting.Flag("BASIC_APPLICATION_SAME_ID", nameof(BasicApplicationOptions.SameIdIsSameLead))), AddBasicApplication);

    public static IServiceCollection AddBasicApplication(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddGatewayOptions<BasicApplicationOptions>(Definition, configuration, PointAtSandbox);
        return new GatewayModes(configuration).ModeOf(Definition) == GatewayMode.Off
            ? services.AddSingleton<ILeadPartner, AbsentLender>()
                .AddSingleton(new OperationAbsence(CreateLead.Declaration.Name, Definition.Title))
                .AddSingleton(new OperationAbsence(AskLeadStatus.Declaration.Name, Definition.Title))
            : services.AddPartnerClient(BasicApplicationClient.ClientName)
                .AddSingleton<ILeadPartner>(all => ActivatorUtilities.CreateInstance<BasicApplicationClient>(all, NewNonce));
    }

    private static readonly Func<string> NewNonce = () => Guid.NewGuid().ToString();

    private static void PointAtSandbox(BasicApplicationOptions options, string sandbox) =>
        (options.BaseUrl, options.UserId, options.ApiKey, options.SameIdIsSameLead) = ($"{sandbox}/basic", SandboxUserId, SandboxApiKey, true);
}
