using Bot.Engine.Abstractions;
using Bot.Products.Consents;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Products.Leads;

public sealed class LeadServicesTests
{
    private static readonly (string, string)[] Lead =
    [
        ("loanType", "HL"), ("amount", "5000000"), ("tenure", "20"), ("firstName", "John"), ("lastName", "Doe"), ("pan", "ABCDE1234F"),
        ("email", "john.doe@example.com"), ("dob", "1990-06-15"), ("pinCode", "400001"), ("mobile", "+919876543210"), ("consent", "consent-1"),
    ];

    [Fact]
    public async Task A_lead_is_created_announced_and_found_again()
    {
        await using var bot = Bot();

        (await bot.CallAsync("leads.isOwnNumber", ("mobile", "+919876543210"))).Outcome.Should().Be("other");
        (await bot.CallAsync("leads.sendCode", ("mobile", "+919876543210"))).Outcome.Should().Be("sent");
        var code = ((TemplateMessage)bot.Outbox.Sent.Single().Messages.Single().Message).Parameters.Single();
        (await bot.CallAsync("leads.verifyCode", ("mobile", "+919876543210"), ("code", code))).Outcome.Should().Be("verified");
        await ConsentAsync(bot);
        (await bot.CallAsync("leads.create", Lead)).Outcome.Should().Be("created");
        (await bot.CallAsync("leads.status", ("mobile", "+919876543210"))).Outcome.Should().Be("found");

        ((TemplateMessage)bot.Outbox.Posted.Single().Messages.Single().Message).Name.Should().Be("created-id");
        bot.Lender.Created.Should().Be(1);
    }

    [Fact]
    public async Task A_creation_that_was_broken_off_is_found_out_about()
    {
        await using var bot = Bot();
        await ConsentAsync(bot);
        bot.Lender.LosesItsAnswer().LosesTheRequest();
        await FluentActions.Awaiting(() => bot.CallAsync("leads.create", Lead)).Should().ThrowAsync<AnswerLostException>();

        bot.Clock.Advance(TimeSpan.FromMinutes(2));
        (await bot.Get<LeadService>().RecoverIntentsAsync(bot.Get<LeadOptions>().Lease, default)).Should().Be(1);
        bot.All<IHostedService>().OfType<LeadRecoveryWorker>().Should().ContainSingle();
    }

    [Fact]
    public void All_faults_of_the_options_come_at_once()
    {
        using var provider = new ServiceCollection().AddLeads(options => (options.Lease, options.AskLimit, options.CreatedTemplate) = (TimeSpan.Zero, 0, new("")))
            .BuildServiceProvider();

        FluentActions.Invoking(() => provider.GetRequiredService<IOptions<LeadOptions>>().Value).Should().Throw<OptionsValidationException>()
            .Which.Failures.Should().HaveCount(4).And.Contain(fault => fault.StartsWith("GUPSHUP_LEAD_CREATION_TEMPLATE_ID", StringComparison.Ordinal));
    }

    private static Task ConsentAsync(ProductContainer bot) => bot.Get<ConsentRepository>().KeepAsync(new()
    {
        Id = "consent-1", MobileNumber = "+919876543210", Lender = "Basic Home Loan", Purpose = "loan", Answer = ConsentAnswer.Given, Language = "en",
        Version = "v1", Source = "meta", AnsweredAt = bot.Clock.Now, CreatedAt = bot.Clock.Now,
    }, default);

    private static ProductContainer Bot() =>
        new(services => services.AddOneTimeCodes().AddLeads(options => (options.Owner, options.CreatedTemplate, options.StatusTemplate) = ("tests", new("created-id"), new("status-id"))));
}
