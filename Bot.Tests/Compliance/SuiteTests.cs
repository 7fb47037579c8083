using System.Reflection;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.Compliance;

/// <summary>No channel and no store stays outside of the suites.</summary>
public sealed class SuiteTests
{
    private static readonly Type[] Classes = [.. typeof(SuiteTests).Assembly.GetTypes().Where(type => type.IsClass)];

    [Fact]
    public void Every_channel_is_a_kind() => ChannelKind.All.Select(kind => kind.Name).Should().BeEquivalentTo(SandboxWorld.Channels);

    [Fact]
    public void Every_kind_goes_through_every_suite_of_channels()
    {
        var suites = Classes.Where(type => type.IsAbstract && KindOf(type) is not null).ToList();

        suites.Should().NotBeEmpty().And.AllSatisfy(suite =>
            Classes.Where(type => type.BaseType == suite).Should().HaveCount(ChannelKind.All.Count(KindOf(suite)!.IsInstanceOfType), "each kind has its class of {0}", suite.Name));
    }

    [Fact]
    public void Every_store_goes_through_the_suite_of_stores()
    {
        var stores = Classes.Where(type => type.BaseType == typeof(StoreListsCompliance)).Select(type => type.Name.Replace("StoreCompliance", "")).ToList();

        DatabaseUrl.Kinds.Should().AllSatisfy(kind =>
            stores.Should().ContainSingle(store => kind.Prefixes.Any(prefix => prefix.StartsWith(store, StringComparison.OrdinalIgnoreCase)), kind.Example));
    }

    /// <summary>The kinds of channels that a suite is for; null for another class.</summary>
    private static Type? KindOf(Type suite) => suite.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .SelectMany(constructor => constructor.GetParameters()).Select(taken => taken.ParameterType).FirstOrDefault(typeof(ChannelKind).IsAssignableFrom);
}
