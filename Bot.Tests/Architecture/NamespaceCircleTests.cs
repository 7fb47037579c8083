namespace Bot.Tests.Architecture;

/// <summary>Within a project the arrows between namespaces lead one way. A parent is a namespace like any other.</summary>
public sealed class NamespaceCircleTests
{
    private const string Values = "namespace A.Values { public sealed class Value { public const int Size = 3; public int Number => 1; } }";

    /// <summary>
    /// Namespaces that still are in a circle with each other, by project. An entry goes when its namespace is in none any more, and none may come: the list is
    /// to be emptied.
    /// </summary>
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["Bot.Engine"] = [],
        ["Bot.Products"] = [],
        ["Bot.Templates"] = [],
        ["Bot.Gateways"] = [],
        ["Bot.Sandbox"] = [],
        ["Bot.Storage"] = [],
        ["Bot.Cluster"] = [],
        ["Bot.Host"] = [],
        ["Bot.Bench"] = [],
    };

    public static TheoryData<string> Projects => [.. Known.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_namespace_of_a_project_leads_back_to_itself(string project) => NamespaceGraph.Of(project).Closing(Known[project]).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_namespace_that_is_known_is_still_in_a_circle(string project) =>
        Known[project].Except(NamespaceGraph.Of(project).Circles().SelectMany(circle => circle)).Should().BeEmpty("what is mended leaves the list");

    [Fact]
    public void Every_project_of_the_product_is_looked_at() =>
        Directory.EnumerateDirectories(SourceTree.Root, "Bot.*").Select(Path.GetFileName).Should().BeEquivalentTo([.. Known.Keys, "Bot.Tests"]);

    [Theory]
    [InlineData("a name", "namespace A.Values { class Back { A.Flows.Flow? Flow; } }", "namespace A.Flows { class Flow { A.Values.Value? Value; } }")]
    [InlineData("an alias", "namespace A.Values { using F = A.Flows.Flow; class Back { F? Flow; } }", "namespace A.Flows { class Flow { A.Values.Value? Value; } }")]
    [InlineData("a constant", "namespace A.Values { class Back { A.Flows.Flow? Flow; } }", "namespace A.Flows { class Flow { int Size = A.Values.Value.Size; } }")]
    [InlineData("a member of something that is never named", "namespace A.Values { class Back { object? Flow = new A.Flows.Flow(); } }", "namespace A.Flows { class Flow { int Of() => A.Other.Made().Number; } } namespace A { static class Other { public static A.Values.Value Made() => new(); } }")]
    [InlineData("an extension method", "namespace A.Values { class Back { A.Flows.Flow? Flow; } static class More { public static int Twice(this int one) => 2 * one; } }", "namespace A.Flows { using A.Values; class Flow { int Two = 1.Twice(); } }")]
    public void A_circle_is_noticed(string by, string back, string there) =>
        Circles(back, there).Should().ContainSingle(by).Which.Should().Contain(["A.Flows", "A.Values"]);

    [Fact]
    public void A_parent_and_its_child_are_a_circle() =>
        Circles("namespace A { class Root { A.Values.Value? Value; } }", "namespace A.Values { class Back { Root? Root; } }").Should().ContainSingle().Which.Should().Equal("A", "A.Values");

    [Fact]
    public void A_type_of_the_same_name_elsewhere_is_no_circle() =>
        Circles("namespace A.Flows { class Value; class Flow { Value? Own; } }", "namespace A.Values { class Other { Value? Own; } }", "namespace A.Machines { class Machine { A.Values.Value? Value; A.Flows.Flow? Flow; } }").Should().BeEmpty();

    [Fact]
    public void A_using_that_nothing_needs_is_no_circle() =>
        Circles("namespace A.Values { using A.Flows; class Other; }", "namespace A.Flows { class Flow { A.Values.Value? Value; } }").Should().BeEmpty();

    [Fact]
    public void What_is_known_is_passed_over_and_what_joins_it_is_not()
    {
        var graph = NamespaceGraph.Of("A", [("0.cs", Values), ("1.cs", "namespace A.Values { class Back { A.Flows.Flow? Flow; } }"), ("2.cs", "namespace A.Flows { class Flow { A.Values.Value? Value; } }")]);

        graph.Closing(["A.Flows", "A.Values"]).Should().BeEmpty();
        graph.Closing(["A.Values"]).Should().Equal("A.Flows -> A.Values: 2.cs(1): Value", "A.Values -> A.Flows: 1.cs(1): Flow");
    }

    private static IReadOnlyList<IReadOnlyList<string>> Circles(params string[] sources) =>
        NamespaceGraph.Of("A", sources.Prepend(Values).Select((text, number) => ($"{number}.cs", text))).Circles();
}
