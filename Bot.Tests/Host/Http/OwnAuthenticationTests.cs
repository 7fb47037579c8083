using System.Text.Encodings.Web;
using Bot.Host.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Host.Http;

/// <summary>Which requests make handlers of authentication schemes.</summary>
public sealed class OwnAuthenticationTests
{
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_request_makes_no_handler_that_it_has_no_use_for_where_the_framework_is_told_to_stay_out(bool isTold, int made)
    {
        var counter = new Counter();
        await using var host = await HostOnPort.StartAsync(
            services =>
            {
                services.AddSingleton(counter).AddAccess();
                new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, CountingHandler>("counting", null);
            },
            app =>
            {
                if (isTold) app.WithoutAuthentication();
                app.UseMiddleware<CallerMiddleware>().UseAuthorization();
                app.MapGet("/any", () => "any");
            });

        (await host.Client.GetStringAsync("/any")).Should().Be("any");

        counter.Made.Should().Be(made);
    }

    private sealed class Counter
    {
        public int Made { get; set; }
    }

    private sealed class CountingHandler : AuthenticationHandler<AuthenticationSchemeOptions>, IAuthenticationRequestHandler
    {
        public CountingHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Counter counter)
            : base(options, logs, encoder) => counter.Made++;

        public Task<bool> HandleRequestAsync() => Task.FromResult(false);

        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());
    }
}
