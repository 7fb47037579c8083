using Bot.Storage.LiteDb;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Storage.LiteDb;

public sealed class LiteDbServicesTests : StoreServicesTests
{
    [Fact]
    public void All_faults_of_the_options_come_at_once()
    {
        using var provider = new ServiceCollection()
            .AddLiteDbStore(options => (options.Path, options.Readers, options.PassLimit) = (" ", 0, 0))
            .BuildServiceProvider();

        FluentActions.Invoking(() => provider.GetRequiredService<IOptions<LiteDbOptions>>().Value).Should().Throw<OptionsValidationException>()
            .Which.Failures.Should().HaveCount(3).And.Contain(fault => fault.StartsWith("DATABASE_URL: ", StringComparison.Ordinal));
    }

    private protected override ServiceProvider Provider() =>
        StoreContainer.With(Clock).AddLiteDbStore(options => options.Path = File).BuildServiceProvider();
}
