using System.Text.RegularExpressions;
using Bot.Bench.Hosts;
using Bot.Host.Settings;
using Bot.Host.Webhooks;
using Bot.Tests.Support;

namespace Bot.Tests.Architecture;

/// <summary>What the files for running the product elsewhere promise.</summary>
public sealed partial class DeploymentTests
{
    [Fact]
    public void What_is_measured_runs_with_the_images_settings_of_the_collector() =>
        Text("Dockerfile").Should().Contain($"{Deployment.Collector.Name}={Deployment.Collector.Value}");

    [Fact]
    public void An_image_has_exactly_the_packages_of_the_lock_files_and_no_rights() =>
        Text("Dockerfile").Should().Contain("restore Bot.Host --locked-mode").And.MatchRegex(@"\nUSER \d+\n");

    [Fact]
    public void An_image_starts_what_was_compiled_ahead_with_its_runtime() =>
        Text("Dockerfile").Should().Contain("dotnet/runtime-deps:").And.Contain("--self-contained").And.Contain("ENTRYPOINT [\"./Bot.Host\"]").And.NotContain("Bot.Host.dll");

    [Fact]
    public void Plain_http_is_published_on_this_machine_alone() =>
        Published().Matches(Text("compose.yaml")).Select(port => port.Groups[1].Value).Should().HaveCount(2).And.OnlyContain(port => port.StartsWith("127.0.0.1:"));

    [Fact]
    public void No_password_has_a_default() => Text("compose.yaml").Should().NotMatchRegex(@"\$\{\w*(?:PASSWORD|KEY|SECRET|TOKEN)\w*:-[^}]");

    [Fact]
    public void Every_service_is_without_rights_it_does_not_need()
    {
        var compose = Text("compose.yaml");

        compose.Should().Contain("read_only: true").And.Contain("cap_drop: [ALL]").And.Contain("no-new-privileges:true");
        var services = compose[compose.IndexOf("\nservices:", StringComparison.Ordinal)..compose.IndexOf("\nvolumes:", StringComparison.Ordinal)];
        Service().Split(services)[1..].Should().HaveCount(9).And.OnlyContain(service =>
            new[] { "<<: *host", "*member", "<<: *node", "<<: *proxy" }.Any(word => service.Contains(word))
            || (service.Contains("<<: *hardened") && service.Contains("mem_limit:") && service.Contains("pids_limit:")));
    }

    [Fact]
    public void The_proxy_takes_what_the_host_takes_and_counts_its_callers()
    {
        var proxy = Text("deploy/nginx.conf");

        proxy.Should().Contain($"client_max_body_size {WebhookEndpoint.BodyLimit >> 20}m").And.Contain("\n  limit_conn ").And.Contain("\n  limit_req ")
            .And.Contain("client_body_timeout 10s").And.Contain("ssl_certificate");
        Text("compose.yaml").Should().Contain("CONNECTIONS_PER_ADDRESS: \"0\"");
        SettingTables.All.SelectMany(table => table.Settings).Should().Contain(setting => setting.Name == "CONNECTIONS_PER_ADDRESS");
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    [GeneratedRegex("""- "([\d.:]+)"\n""")]
    private static partial Regex Published();

    [GeneratedRegex(@"\n  (?=\w[\w-]*:)")]
    private static partial Regex Service();
}
