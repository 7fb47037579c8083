namespace Bot.Tests.Support.Postgres;

/// <summary>A <see cref="PostgresFactAttribute"/> with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresInstallation.Skip;
}
