using System.Globalization;
using Bot.Engine.Loading;
using Bot.Host.Desk.Pages;
using Bot.Host.Publishing;

namespace Bot.Host.Desk.Versions;

/// <summary><c>/desk/api/versions</c>: the versions of the flows, plans of publications and their carrying out, for those who manage.</summary>
internal sealed class VersionEndpoints(IConfiguration configuration, VersionRegister register, SessionCensus census, PlanWork plans, PlanRecords kept,
    Publisher publisher)
{
    public async Task ListAsync(HttpContext context)
    {
        var cancel = context.RequestAborted;
        var publication = (await register.PublicationAsync(cancel))?.Publication;
        var people = await census.CountAsync(publication, cancel);
        await DeskAnswer.WriteAsync(context, new
        {
            items = (await register.ListAsync(cancel)).Select(version => new
            {
                version.Number, version.At, version.By, version.Note, people = people.GetValueOrDefault(version.Number),
                live = version.Number == publication?.Live, share = version.Number == publication?.Canary?.Version ? publication.Canary.Share : (int?)null,
            }),
            plans = (await publisher.OpenAsync(cancel)).Select(ViewOf),
            isOn = PublishingServices.IsOn(configuration),
        });
    }

    /// <summary>Makes a plan: of a version, or of going back to the one before.</summary>
    public Task PlanAsync(HttpContext context) => AnswerAsync(context, async () =>
    {
        var given = await DeskAnswer.ReadAsync<Given>(context);
        var request = new PlanRequest(NumberOf(context), given.Share, [.. given.Drain ?? []]) { Price = given.Price };
        return ViewOf(await plans.BeginAsync(given.Untried ? request.Untried() : request, context.Operator(), context.RequestAborted));
    });

    /// <summary>A plan, and how far it is while it is being made.</summary>
    public Task ShowAsync(HttpContext context) => AnswerAsync(context,
        async () => ViewOf((await kept.FindAsync((string?)context.Request.RouteValues["id"] ?? "", context.RequestAborted)).Plan));

    /// <summary>Carries a plan out.</summary>
    public Task PublishAsync(HttpContext context) => AnswerAsync(context, async () =>
    {
        var given = await DeskAnswer.ReadAsync<Given>(context);
        var done = await publisher.CarryOutAsync(given.Plan ?? "", context.Operator(), context.RequestAborted);
        return new { done.Number, done.Live };
    });

    /// <summary>Takes a version away that no one is on.</summary>
    public Task RemoveAsync(HttpContext context) => AnswerAsync(context, async () =>
    {
        await publisher.RemoveAsync(NumberOf(context), context.Operator(), context.RequestAborted);
        return new { number = NumberOf(context) };
    });

    private static async Task AnswerAsync(HttpContext context, Func<Task<object>> act)
    {
        try
        {
            await DeskAnswer.WriteAsync(context, await act());
        }
        catch (Exception refused) when (refused is PublishingException or FlowsException)
        {
            await DeskAnswer.ConflictAsync(context, refused.Message);
        }
    }

    private static object ViewOf(PublishPlan plan) => new
    {
        plan.Id, plan.To, plan.By, plan.At, lines = PlanText.Lines(plan), doubts = plan.Doubts,
        isMaking = plan.Making is { Failure.Length: 0 }, isReady = plan.Making is null,
    };

    private static int NumberOf(HttpContext context) =>
        int.TryParse((string?)context.Request.RouteValues["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <param name="Untried">Of a plan: nothing is played and proven for it.</param>
    /// <param name="Price">What a message costs; null leaves the cost out.</param>
    private sealed record Given(int? Share, IReadOnlyList<string>? Drain, string? Plan, bool Untried = false, double? Price = null);
}
