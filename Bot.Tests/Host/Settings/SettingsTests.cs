using Bot.Gateways;
using Bot.Gateways.Settings;
using Bot.Host.Settings;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace Bot.Tests.Host.Settings;

public sealed class SettingsTests : IDisposable
{
    private readonly SettingsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_process_wins_over_the_env_file_and_that_over_both_appsettings()
    {
        _bench.WithAppSettings("""{ "SMS_SENDER": "PUBLISHED", "AGGR_CHANNEL": "PUBLISHED", "HOST": "published.example", "PORT": 1 }""", published: true)
            .WithAppSettings("""{ "AGGR_CHANNEL": "WORKING", "HOST": "working.example", "PORT": 2 } // mine""")
            .WithEnvFile("HOST=env.example\nPORT=3")
            .With("PORT", "4");

        var settings = _bench.Read();

        settings.Sms.Sender.Should().Be("PUBLISHED");
        settings.Shauryapay.AggrChannel.Should().Be("WORKING");
        settings.Listen.Should().Be(new ListenAddress("env.example", 4));
    }

    [Fact]
    public void An_empty_value_or_a_placeholder_is_not_given()
    {
        _bench.With("PORT", "").With("SMS_USER", "your_sms_user").With("SMS_PASS", "your_sms_pass").WithEnvFile("PORT=7000");

        _bench.Read().Listen.Port.Should().Be(7000);
        _bench.Read().Modes["sms"].Should().Be(GatewayMode.Sandbox);
    }

    [Fact]
    public void Nothing_given_in_Development_starts_with_every_partner_sandboxed_and_says_so()
    {
        var settings = _bench.Read();

        settings.Modes.Should().HaveCount(GatewayList.All.Count).And.AllSatisfy(mode => mode.Value.Should().Be(GatewayMode.Sandbox));
        settings.Notes.Should().HaveCount(GatewayList.All.Count).And.Contain("Interakt is sandboxed: INTERAKT_API_KEY is not set.");
        settings.Listen.Url.Should().Be("http://localhost:5000");
        settings.Database.Address.File.Should().Be(Path.Combine(_bench.Working, "data", "bot.db"));
        settings.Meta.ApiUrl.Should().Be("https://graph.facebook.com/v25.0");
    }

    [Fact]
    public void Production_lists_every_missing_name_at_once()
    {
        using var complete = new SettingsBench();
        var needed = complete.Complete().Process.Keys.Except(["ASPNETCORE_ENVIRONMENT"]);
        _bench.Process.Clear();

        var refused = _bench.Refused();

        refused.Missing.Should().BeEquivalentTo(needed);
        needed.Should().OnlyContain(name => refused.Message.Contains(name));
    }

    [Fact]
    public void Production_with_everything_given_starts_with_every_partner_live()
    {
        var settings = _bench.Complete().Read();

        settings.Deployment.IsDevelopment.Should().BeFalse();
        foreach (var gateway in GatewayList.All) settings.Modes[gateway.Name].Should().Be(gateway.IsOptional ? GatewayMode.Off : GatewayMode.Live);
    }

    [Fact]
    public void A_partner_that_is_off_needs_nothing()
    {
        _bench.Complete().With("PARTNERS_OFF", "interakt, basic");
        _bench.Process.Remove("INTERAKT_API_KEY");
        _bench.Process.Remove("GUPSHUP_LEAD_STATUS_TEMPLATE_ID");

        _bench.Read().Modes["interakt"].Should().Be(GatewayMode.Off);
        _bench.With("PARTNERS_OFF", "interact").Refused().Faults.Should().ContainSingle(fault => fault.Contains("\"interact\" is no partner"));
    }

    [Theory]
    [InlineData("SMS_URL", "http://sms.example.com/send")]
    [InlineData("SHAURYAPAY_BASE_URL", "http://shauryapay.example.com")]
    [InlineData("WHATSAPP_API_URL", "http://10.0.0.7/v25.0")]
    public void A_partner_over_plain_http_stops_a_start_in_Production_unless_that_is_allowed(string name, string address)
    {
        _bench.Complete().With(name, address).Refused().Faults.Should().ContainSingle().Which.Should().StartWith(name + ": ").And.Contain("ALLOW_PLAIN_HTTP");

        _bench.With("ALLOW_PLAIN_HTTP", "true").Read().Notes.Should().ContainSingle(note => note.StartsWith(name + " is plain http"));
    }

    [Fact]
    public void Plain_http_on_this_machine_or_of_a_partner_that_is_off_is_no_fault() =>
        _bench.Complete().With("SMS_URL", "http://127.0.0.1:9000/send").With("INTERAKT_API_URL", "http://interakt.example.com").With("PARTNERS_OFF", "interakt")
            .Read().Sms.Url.Should().StartWith("http://127");

    [Fact]
    public void A_partner_given_in_part_is_asked_for_the_rest_even_in_Development() =>
        _bench.With("GUPSHUP_API_KEY", "k").Refused().Missing.Should().Equal("GUPSHUP_SOURCE");

    [Fact]
    public void A_partner_that_is_given_is_live_even_in_Development()
    {
        _bench.With("GUPSHUP_API_KEY", "k").With("GUPSHUP_SOURCE", "917834811114").With("SHAURYAPAY_BASE_URL", "http://127.0.0.1:9000/testing");

        _bench.Read().Modes["gupshup"].Should().Be(GatewayMode.Live);
        _bench.Read().Modes["shauryapay"].Should().Be(GatewayMode.Live);
        _bench.Read().Shauryapay.BaseUrl.Should().EndWith("/testing");
    }

    [Fact]
    public void All_malformed_values_are_told_at_once_by_name_and_with_an_example()
    {
        _bench.With("PORT", "abc").With("DEBUG", "perhaps").With("SMS_URL", "bhashsms.com").With("LOG_LEVEL", "loud").With("API_KEYS", "onlyname").WithEnvFile("oops");

        var faults = _bench.With("SMS_DLT_TEMPLATE_ID", "12o7161").Refused().Faults;

        faults.Should().HaveCount(7).And.Contain(fault => fault.StartsWith("SMS_DLT_TEMPLATE_ID: \"12o7161\" (from the environment) is not a number of digits"));
        faults.Should().Contain("PORT: \"abc\" (from the environment) is not a whole number from 0 to 65535; write e.g. PORT=5000");
        faults.Should().Contain(fault => fault.StartsWith("API_KEYS: entry 1") && !fault.Contains("onlyname"));
    }

    [Theory]
    [InlineData("sqlite:///./fastag_bot.db", "fastag_bot.db")]
    [InlineData("sqlite:///data/x.db", "data/x.db")]
    [InlineData("kept/here.db", "kept/here.db")]
    public void A_database_path_begins_in_the_working_folder(string url, string file) =>
        _bench.With("DATABASE_URL", url).Read().Database.Address.File.Should().Be(Path.Combine(_bench.Working, file));

    [Fact]
    public void Four_slashes_begin_at_the_root() =>
        _bench.With("DATABASE_URL", "sqlite:////srv/bot.db").Read().Database.Address.File.Should().Be("/srv/bot.db");

    [Theory]
    [InlineData("mysql://u:p4ssw0rd@h/db")]
    [InlineData("sqlite:///:memory:")]
    [InlineData("sqlite:///")]
    public void A_database_that_keeps_nothing_or_is_not_known_is_refused(string url) =>
        _bench.With("DATABASE_URL", url).Refused().Message.Should().Contain("DATABASE_URL").And.NotContain("p4ssw0rd");

    [Theory]
    [InlineData("http://127.0.0.1:5055", "http://127.0.0.1:5055", "http://127.0.0.1:5055/")]
    [InlineData("http://+:80;https://+:443", "http://0.0.0.0:80", "http://127.0.0.1/")]
    [InlineData("http://[::]:5000", "http://[::]:5000", "http://[::1]:5000/")]
    public void The_servers_own_variable_says_where_to_listen_when_nothing_else_does(string urls, string url, string loopback)
    {
        var listen = _bench.With("ASPNETCORE_URLS", urls).Read().Listen;

        listen.Url.Should().Be(url);
        listen.Loopback.Should().Be(new Uri(loopback));
        _bench.With("PORT", "8000").Read().Listen.Url.Should().Be("http://localhost:8000");
    }

    [Theory]
    [InlineData("*", "http://0.0.0.0:5000")]
    [InlineData("+", "http://0.0.0.0:5000")]
    [InlineData("[::1]", "http://[::1]:5000")]
    [InlineData("bot.example", "http://bot.example:5000")]
    public void A_host_is_every_network_an_address_or_a_name(string host, string url) => _bench.With("HOST", host).Read().Listen.Url.Should().Be(url);

    [Theory]
    [InlineData("*", "http://127.0.0.1:5000/")]
    [InlineData("localhost", "http://127.0.0.1:5000/")]
    [InlineData("bot.example", "http://127.0.0.1:5000/")]
    [InlineData("::", "http://[::1]:5000/")]
    [InlineData("10.1.2.3", "http://10.1.2.3:5000/")]
    public void A_process_on_the_same_machine_asks_no_resolver(string host, string loopback) =>
        _bench.With("HOST", host).Read().Listen.Loopback.Should().Be(new Uri(loopback));

    [Theory]
    [InlineData("http://bot.example")]
    [InlineData("two words")]
    [InlineData("10.0.0.999")]
    [InlineData("5000")]
    public void A_host_that_is_none_of_these_gets_a_sentence(string host) =>
        _bench.With("HOST", host).Refused().Faults.Should().Equal($"HOST: \"{host}\" (from the environment) is not an address or a name to listen on; write e.g. HOST=0.0.0.0");

    [Theory]
    [InlineData("bot.example", true)]
    [InlineData("127.0.0.l", true)]
    [InlineData("localhost", false)]
    [InlineData("::1", false)]
    [InlineData("*", false)]
    public void A_name_is_listened_on_as_every_network_and_that_is_said(string host, bool said) =>
        _bench.With("HOST", host).Read().Notes.Any(note => note.StartsWith($"HOST={host} ", StringComparison.Ordinal) && note.Contains("every network")).Should().Be(said);

    [Fact]
    public void The_system_chooses_no_port_of_a_name()
    {
        _bench.With("PORT", "0").Refused().Faults.Should().ContainSingle().Which.Should().StartWith("PORT: 0").And.Contain("HOST=127.0.0.1");

        _bench.With("HOST", "127.0.0.1").Read().Listen.Port.Should().Be(0);
    }

    [Fact]
    public void A_fault_that_several_options_meet_is_told_once()
    {
        var services = new ServiceCollection().AddSingleton(_bench.Configuration);
        services.AddOptions<OutboxOptions>().Validate(_ => false, "OTP_EXPOSE: remove it").ValidateOnStart();
        services.AddOptions<RetentionOptions>().Validate(_ => false, "OTP_EXPOSE: remove it").ValidateOnStart();
        using var provider = services.BuildServiceProvider();

        var check = () => SettingsCheck.ThrowIfFaulty(provider);

        check.Should().Throw<SettingsException>().Which.Faults.Should().Equal("OTP_EXPOSE: remove it");
    }

    [Theory]
    [InlineData("\"5001\"")]
    [InlineData("'5001'")]
    public void Quotes_that_came_with_a_value_of_the_environment_are_taken_off(string port) => _bench.With("PORT", port).Read().Listen.Port.Should().Be(5001);

    [Fact]
    public void Debug_makes_the_log_talk_and_allows_nothing()
    {
        _bench.Complete().With("DEBUG", "True");

        _bench.Read().Logs.Level.Should().Be(LogEventLevel.Debug);
        _bench.Read().Deployment.IsDevelopment.Should().BeFalse();
    }

    [Fact]
    public void A_code_is_never_exposed_in_Production() =>
        _bench.Complete().With("OTP_EXPOSE", "true").Refused().Faults.Should().ContainSingle().Which.Should().StartWith("OTP_EXPOSE");

    [Theory]
    [InlineData("supersecret")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("abcdefghiabcdefghiabcdefghiabcdefghi")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("supersecret,0123456789abcdef0123456789abcdef")]
    public void A_secret_key_that_can_be_guessed_is_refused_in_Production(string key) =>
        _bench.Complete().With("SECRET_KEY", key).Refused().Message.Should().Contain("SECRET_KEY").And.Contain("NEW,OLD").And.NotContain(key).And.NotContain("supersecret");

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("q0eXw1mB2s9cQ8f4Tn7zPbLk3JvYhR6dUaGiOoWxE5M=")]
    [InlineData("0123456789abcdef0123456789abcdef,supersecret")]
    public void A_strong_key_is_taken_also_before_a_weak_one(string key) => _bench.Complete().With("SECRET_KEY", key).Read().Deployment.IsDevelopment.Should().BeFalse();

    [Fact]
    public void The_same_key_twice_is_refused() =>
        _bench.Complete().With("SECRET_KEY", "0123456789abcdef0123456789abcdef, 0123456789abcdef0123456789abcdef").Refused().Message.Should().Contain("twice");

    [Theory]
    [InlineData("web:abcdefgh:+", "an empty scope")]
    [InlineData("web:abcdefgh:otp+", "an empty scope")]
    [InlineData("web:abcdefgh:fasttag", "\"fasttag\", which is none")]
    [InlineData("web:abcdefgh:otp+otp", "\"otp\" twice")]
    [InlineData("web:abcdefgh,crm:abcdefgh", "the key of \"web\"")]
    [InlineData("web:abcdefgh,web:ijklmnop", "stands twice")]
    public void What_is_not_understood_of_API_keys_stops_the_start_and_opens_nothing(string keys, string said)
    {
        _bench.With("API_KEYS", keys).Refused().Faults.Should().ContainSingle().Which.Should().StartWith("API_KEYS: ").And.Contain(said).And.NotContain("abcdefgh");

        ApiKeySetting.Read("web:abcdefgh:fasttag", _ => { }).Should().BeEmpty();
    }

    [Theory]
    [InlineData("web:x", "shorter than 24")]
    [InlineData("web:9f2c41e07ab35d689f2c41e", "shorter than 24")]
    [InlineData("web:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fewer than 10")]
    public void A_key_that_can_be_guessed_is_refused_in_Production(string keys, string said)
    {
        _bench.With("API_KEYS", keys).Read().Access.Keys.Should().ContainSingle();

        _bench.Complete().With("API_KEYS", keys).Refused().Faults.Should().ContainSingle().Which.Should().Contain(said);
    }

    [Fact]
    public void Keys_carry_a_name_and_scopes()
    {
        var keys = _bench.With("API_KEYS", "crm:k1, web:k2:otp+leads").Read().Access.Keys;

        keys.Select(key => key.Name).Should().Equal("crm", "web");
        keys[0].Scopes.Should().BeEmpty();
        keys[1].Scopes.Should().BeEquivalentTo("otp", "leads");
    }

    [Fact]
    public void Values_of_secrets_are_known_to_the_log() =>
        _bench.Complete().Read().Secrets.Should().Contain(["given:SMS_PASS", "given:WHATSAPP_APP_SECRET", "0123456789abcdef0123456789abcdef"]);

    [Fact]
    public void A_name_in_a_file_that_means_nothing_is_pointed_out() =>
        _bench.WithEnvFile("GUPSHUP_APIKEY=x").Read().Notes.Should().Contain("GUPSHUP_APIKEY in .env is no setting of Bot: see env.example.");

    [Fact]
    public void The_working_folders_flows_win_where_they_are()
    {
        _bench.Read().Folders.Flows.Should().Be(Path.Combine(_bench.Published, "flows"));

        Directory.CreateDirectory(Path.Combine(_bench.Working, "flows"));

        _bench.Read().Folders.Flows.Should().Be(Path.Combine(_bench.Working, "flows"));
    }
}
