using Bot.Engine.Inputs;
using Bot.Host.Wiring;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Inputs;

public sealed class InputTypeTests
{
    /// <summary>The moment at which every case is typed: 21 November 2026, 15:30 in India.</summary>
    internal static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Types => new(KnownInputTypes.Everything.Select(type => type.Name));

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_answer_is_read_as_its_case_file_says(string name)
    {
        var type = InputCase.TypeOf(name);
        var wrong = new List<string>();
        foreach (var one in InputCase.Of(name))
        {
            var (result, warning) = type.Read(one.Input, Now, ShippedWords.All) switch
            {
                Accepted accepted => (accepted.Value.Text, accepted.Warning),
                Rejected rejected => (rejected.Key, null),
                _ => ("", null),
            };
            if (result != one.Expected || warning != one.Warning) wrong.Add($"{one}: '{one.Input}' became '{result}' {warning}, expected '{one.Expected}' {one.Warning}");
        }

        wrong.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_without_cases_is_refused(string name)
    {
        File.Exists(InputCase.FileOf(name)).Should().BeTrue($"Bot.Tests/Inputs/{name}.tsv holds the cases of {name}");
        InputCase.Of(name).Should().HaveCountGreaterThan(2);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_key_of_a_type_is_produced_by_a_case_and_no_other(string name)
    {
        var produced = InputCase.Of(name).SelectMany(one => one.IsRejected ? [one.Expected] : one.Warning is null ? Array.Empty<string>() : [one.Warning])
            .Distinct();

        produced.Should().BeEquivalentTo(InputCase.TypeOf(name).MessageKeys);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void An_example_is_accepted_without_a_warning(string name)
    {
        var type = InputCase.TypeOf(name);
        if (!type.IsTyped) return;

        type.Read(type.Example, Now, ShippedWords.All).Should().BeOfType<Accepted>().Which.Warning.Should().BeNull();
    }

    [Fact]
    public void Names_are_unique_and_an_unknown_one_is_not_found()
    {
        KnownInputTypes.All.All.Select(type => type.Name).Should().OnlyHaveUniqueItems();
        KnownInputTypes.All.Find("aadhaar").Should().BeNull();
        KnownInputTypes.All.Find("PAN").Should().BeNull();
    }

    [Fact]
    public void Codes_and_id_numbers_are_secret()
    {
        KnownInputTypes.All.All.Where(type => type.Secret).Select(type => type.Name)
            .Should().BeEquivalentTo("otp4", "otp6", "pan", "passport", "drivingLicence", "voterId");
    }

    [Fact]
    public void A_rejection_of_a_secret_never_repeats_it()
    {
        foreach (var type in KnownInputTypes.All.All.Where(type => type.Secret))
            foreach (var one in InputCase.Of(type.Name).Where(one => one.IsRejected))
                type.Read(one.Input, Now, ShippedWords.All).As<Rejected>().Arguments.Select(argument => argument.Key).Should().BeSubsetOf(["count"]);
    }

    [Theory]
    [InlineData("98765 4321", "9")]
    [InlineData("+91 98765 432", "8")]
    [InlineData("+91 98765 43210 98765", "15")]
    public void A_rejection_tells_how_many_digits_it_counted(string typed, string count)
    {
        var rejected = KnownInputTypes.All.Find("mobile")!.Read(typed, Now).Should().BeOfType<Rejected>().Subject;

        rejected.Arguments.Should().ContainSingle().Which.Value.Text.Should().Be(count);
    }

    [Theory]
    [InlineData("2026-11-21T18:29:59Z", true)]
    [InlineData("2026-11-21T18:30:00Z", false)]
    public void The_day_changes_at_midnight_in_India(string now, bool accepted)
    {
        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);

        KnownInputTypes.All.Find("futureDate")!.Read("22-11-2026", at).Should().BeOfType(accepted ? typeof(Accepted) : typeof(Rejected));
        KnownInputTypes.All.Find("dateOfBirth")!.Read("22-11-2008", at).Should().BeOfType(accepted ? typeof(Rejected) : typeof(Accepted));
    }
}
