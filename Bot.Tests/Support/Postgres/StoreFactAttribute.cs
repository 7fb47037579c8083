using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Bot.Tests.Support.Postgres;

/// <summary>A test class whose tests all need PostgreSQL, inherited ones too.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnPostgresAttribute : Attribute;

/// <summary>A fact of a suite that stores inherit; skipped in a class that is <see cref="OnPostgresAttribute"/> where there is none.</summary>
[XunitTestCaseDiscoverer("Bot.Tests.Support.Postgres.StoreFactDiscoverer", "Bot.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>The same with cases.</summary>
[XunitTestCaseDiscoverer("Bot.Tests.Support.Postgres.StoreTheoryDiscoverer", "Bot.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreTheoryAttribute : TheoryAttribute;

public sealed class StoreFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        SkippedCase.Reason(testMethod) is null
            ? base.CreateTestCase(discoveryOptions, testMethod, factAttribute)
            : new SkippedCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

public sealed class StoreTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    private readonly IMessageSink _diagnostics = diagnostics;

    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod,
        IAttributeInfo theoryAttribute) =>
        SkippedCase.Reason(testMethod) is null
            ? base.Discover(discoveryOptions, testMethod, theoryAttribute)
            : [new SkippedCase(_diagnostics, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}

/// <summary>A test that is told and not run.</summary>
public sealed class SkippedCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For reading a test case back only.")]
    public SkippedCase() { }

    public SkippedCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options,
        ITestMethod method) : base(diagnostics, display, options, method) { }

    public static string? Reason(ITestMethod method) =>
        method.TestClass.Class.GetCustomAttributes(typeof(OnPostgresAttribute).AssemblyQualifiedName).Any() ? PostgresInstallation.Skip : null;

    protected override string GetSkipReason(IAttributeInfo factAttribute) => PostgresInstallation.Skip ?? base.GetSkipReason(factAttribute);
}
