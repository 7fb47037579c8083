using Bot.Engine.Inputs;

namespace Bot.Tests.Engine.Inputs;

public sealed class ChatTextTests
{
    [Theory]
    [InlineData(0x0966)]
    [InlineData(0x09E6)]
    [InlineData(0x0A66)]
    [InlineData(0x0AE6)]
    [InlineData(0x0B66)]
    [InlineData(0x0BE6)]
    [InlineData(0x0C66)]
    [InlineData(0x0CE6)]
    [InlineData(0x0D66)]
    [InlineData(0x0660)]
    [InlineData(0x06F0)]
    [InlineData(0xFF10)]
    public void Ten_digits_of_a_script_are_ten_ASCII_digits(int zero)
    {
        var digits = string.Concat(Enumerable.Range(zero, 10).Select(code => (char)code));

        ChatText.Plain(digits).Should().Be("0123456789");
    }

    [Fact]
    public void Plain_text_comes_back_as_the_same_string()
    {
        const string Text = "MH12AB1234";

        ChatText.Plain(Text).Should().BeSameAs(Text);
        ChatText.Compact(Text).Should().BeSameAs(Text);
        ChatText.Prose(Text).Should().BeSameAs(Text);
    }

    [Fact]
    public void Letters_of_Indian_scripts_are_left_alone() => ChatText.Plain("कखग ഴ ௰").Should().Be("कखग ഴ ௰");

    [Fact]
    public void Text_behind_the_longest_message_is_not_read() => ChatText.Plain(new string('a', 10_000)).Should().HaveLength(ChatText.LongestRead);

    [Fact]
    public void Prose_keeps_the_joiners_that_words_are_spelled_with_and_drops_the_others()
    {
        ChatText.Prose("क्\u200Dष").Should().Be("क्\u200Dष");
        ChatText.Prose("\u200Da\u200D\u200Bb क\u200C").Should().Be("ab क");
    }
}
