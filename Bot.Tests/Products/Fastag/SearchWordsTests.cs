using Bot.Products.Fastag;

namespace Bot.Tests.Products.Fastag;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Asha Rao", "asha,rao")]
    [InlineData("608116-009-0132331", "608116,009,0132331")]
    [InlineData("  ", "")]
    [InlineData("आशा राव", "आशा,राव")]
    public void A_text_is_cut_into_words_in_lower_case(string text, string words) => string.Join(',', SearchWords.Of(text)).Should().Be(words);

    [Theory]
    [InlineData("ash ra", true)]
    [InlineData("RAO", true)]
    [InlineData("sha", false)]
    [InlineData("asha rao x", false)]
    public void Every_word_that_is_looked_for_begins_a_word(string query, bool found) => SearchWords.Match(query, "Asha", "Rao").Should().Be(found);

    [Fact]
    public void No_more_than_three_letters_of_a_word_stand_beside_a_sealed_record() =>
        SearchWords.Lookups("Asha Rao", "ashok").Select(lookup => lookup.Value).Should().Equal("ash", "rao");

    [Theory]
    [InlineData("a asha", "ash")]
    [InlineData("ab", null)]
    public void A_query_is_looked_up_by_its_first_word_that_is_long_enough(string query, string? value) => SearchWords.Candidates(query).Should().Be(value);
}
