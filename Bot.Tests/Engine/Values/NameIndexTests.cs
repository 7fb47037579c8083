using Bot.Engine.Values;

namespace Bot.Tests.Engine.Values;

public class NameIndexTests
{
    private sealed record Thing(string Name, int Number = 0);

    [Fact]
    public void Names_of_the_same_length_and_letters_are_told_apart()
    {
        // The first, the middle and the last letter agree, so that all of them fall on one place.
        var things = new NameIndex<Thing>([new("axbxc"), new("aybyc"), new("azbzc")], thing => thing.Name);

        things.Find("axbxc")!.Name.Should().Be("axbxc");
        things.Find("aybyc")!.Name.Should().Be("aybyc");
        things.Find("azbzc")!.Name.Should().Be("azbzc");
        things.Find("awbwc").Should().BeNull();
    }

    [Fact]
    public void Of_two_of_the_same_name_the_first_is_found() =>
        new NameIndex<Thing>([new("menu", 1), new("menu", 2)], thing => thing.Name).Find("menu")!.Number.Should().Be(1);

    [Theory]
    [InlineData("")]
    [InlineData("menu")]
    public void Where_there_is_nothing_nothing_is_found(string name) => new NameIndex<Thing>([], thing => thing.Name).Find(name).Should().BeNull();

    [Fact]
    public void An_empty_name_is_a_name() => new NameIndex<Thing>([new("", 1), new("a", 2)], thing => thing.Name).Find("")!.Number.Should().Be(1);

    [Fact]
    public void Many_are_all_found()
    {
        var names = Enumerable.Range(0, 500).Select(number => $"state{number}").ToList();
        var things = new NameIndex<Thing>([.. names.Select(name => new Thing(name))], thing => thing.Name);

        names.Should().OnlyContain(name => things.Find(name)!.Name == name);
        things.Find("state500").Should().BeNull();
    }
}
