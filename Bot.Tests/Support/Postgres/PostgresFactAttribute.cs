namespace Bot.Tests.Support.Postgres;

/// <summary>A test on a real PostgreSQL; skipped with its reason where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresInstallation.Skip;
}
