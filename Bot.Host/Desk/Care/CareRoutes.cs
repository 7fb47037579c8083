using Bot.Host.Desk.Operators;
using Bot.Host.Desk.Pages;
using Bot.Host.Settings;

namespace Bot.Host.Desk.Care;

/// <summary>What is looked after at the desk besides conversations: dead letters, keys, persons, retention.</summary>
internal static class CareRoutes
{
    public static IServiceCollection AddCare(this IServiceCollection services) =>
        services.AddSingleton<DeskLetters>().AddSingleton<DeskPersons>().AddSingleton<DeskKeys>().AddSingleton<DeskRetention>();

    public static void MapCare(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var (letters, keys) = (services.GetRequiredService<DeskLetters>(), services.GetRequiredService<DeskKeys>());
        var (persons, retention) = (services.GetRequiredService<DeskPersons>(), services.GetRequiredService<DeskRetention>());

        var manage = routes.MapGroup("").RequireOperator(OperatorRoles.Manage).ExcludeFromDescription();
        manage.MapGet("/desk/api/letters", letters.ListAsync);
        manage.MapGet("/desk/api/letters/one", letters.ShowAsync);
        manage.MapPost("/desk/api/letters/reveal", letters.RevealAsync);
        manage.MapPost("/desk/api/letters/retry", letters.RetryAsync);
        manage.MapPost("/desk/api/letters/resolve", letters.ResolveAsync);
        manage.MapPost("/desk/api/letters/settle", letters.SettleAsync);
        manage.MapGet("/desk/api/keys", keys.ListAsync);
        manage.MapPost("/desk/api/keys", keys.AddAsync);
        manage.MapPost("/desk/api/keys/{name}/revoke", keys.RevokeAsync);

        var privacy = routes.MapGroup("").RequireOperator(OperatorRoles.Privacy).ExcludeFromDescription();
        privacy.MapPost("/desk/api/persons/show", persons.ShowAsync);
        privacy.MapPost("/desk/api/persons/export", persons.ExportAsync);
        privacy.MapPost("/desk/api/persons/erase", persons.EraseAsync);
        privacy.MapGet("/desk/api/erasures", persons.OpenAsync);
        privacy.MapGet("/desk/api/erasures/{erasure}", persons.ReceiptAsync);
        privacy.MapPost("/desk/api/erasures/{erasure}/withdraw", persons.WithdrawAsync);
        privacy.MapGet("/desk/api/retention", retention.ShowAsync);
        privacy.MapPost("/desk/api/breaches", retention.AddAsync);
    }
}
