using Bot.Engine.Inputs;
using Bot.Host.Wiring;
using YamlDotNet.Serialization;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Inputs;

public sealed class RejectionMessageTests
{
    private static readonly string[] Placeholders = ["{{ example }}", "{{ count }}", "{{ state }}"];

    [Theory]
    [InlineData("en")]
    [InlineData("hi")]
    [InlineData("mr")]
    public void Every_rejection_and_warning_has_a_sentence_with_an_example(string language)
    {
        var messages = Messages(language);
        foreach (var type in KnownInputTypes.Everything)
            foreach (var key in type.MessageKeys)
            {
                messages.Should().ContainKey(key);
                if (type.IsTyped) messages[key].Should().Contain("{{ example }}", $"{key} shows how to write it");
            }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("hi")]
    [InlineData("mr")]
    public void No_sentence_is_left_over_from_a_rule_that_is_gone(string language)
    {
        var known = KnownInputTypes.Everything.SelectMany(type => type.MessageKeys).ToHashSet();
        var types = KnownInputTypes.Everything.Select(type => type.Name).ToHashSet();

        Messages(language).Keys.Where(key => key.StartsWith("reject.", StringComparison.Ordinal) && types.Contains(key.Split('.')[1]))
            .Should().BeSubsetOf(known);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("hi")]
    [InlineData("mr")]
    public void A_sentence_names_only_what_its_rejection_brings(string language)
    {
        var messages = Messages(language);
        foreach (var type in KnownInputTypes.Everything)
            foreach (var one in InputCase.Of(type.Name).Where(one => one.IsRejected))
            {
                var rejected = (Rejected)InputCase.TypeOf(type.Name).Read(one.Input, InputTypeTests.Now, ShippedWords.All);
                var brought = rejected.Arguments.Select(argument => "{{ " + argument.Key + " }}").Append("{{ example }}").ToArray();
                var named = Placeholders.Where(placeholder => messages[rejected.Key].Contains(placeholder, StringComparison.Ordinal));

                named.Should().BeSubsetOf(brought, $"of {rejected.Key}");
            }
    }

    [Fact]
    public void Hindi_and_Marathi_are_written_in_Devanagari()
    {
        var keys = KnownInputTypes.Everything.SelectMany(type => type.MessageKeys).ToHashSet();

        Messages("hi").Concat(Messages("mr")).Where(message => keys.Contains(message.Key)).Should()
            .OnlyContain(message => message.Value.Count(c => c >= '\u0900' && c <= '\u097F') > 20);
    }

    private static Dictionary<string, string> Messages(string language)
    {
        var yaml = File.ReadAllText(Path.Combine(Repository.Root, "flows", $"messages.{language}.yaml"));
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(yaml);
        return ((Dictionary<object, object>)file["messages"]).ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value);
    }
}
