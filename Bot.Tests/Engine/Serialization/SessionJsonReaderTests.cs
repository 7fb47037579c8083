using System.Buffers;
using System.Text;
using System.Text.Json;
using Bot.Engine.Serialization;
using Bot.Engine.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Engine.Serialization;

public sealed class SessionJsonReaderTests
{
    [Fact]
    public void Damaged_bytes_raise_JsonException_and_nothing_else() =>
        Prop.ForAll(Arb.From(Damaged), bytes => ReadsOrRefuses(bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Any_bytes_raise_JsonException_and_nothing_else() =>
        Prop.ForAll(Arb.From(AnyBytes), bytes => ReadsOrRefuses(bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_session_that_ends_anywhere_is_refused()
    {
        var whole = """{"id":"s1","turn":2,"withHuman":true,"pending":{"id":"c","state":"s","consequential":false},"frames":[{"id":"1","flow":"f","flowHash":"h","state":"a","slots":{"x":"\u0041","y":{"z":["1"]}},"trail":["a"],"done":{"a":"b"}}]}"""u8.ToArray();
        ReadAll(whole);

        for (var length = 0; length < whole.Length; length++)
            FluentActions.Invoking(() => ReadAll(whole[..length])).Should().Throw<JsonException>($"{length} bytes are no session");
    }

    [Theory]
    [InlineData("\\u12")]
    [InlineData("\\x")]
    [InlineData("\\uD800")]
    public void An_escape_that_is_none_is_refused(string text) =>
        FluentActions.Invoking(() => SessionJson.Read(Encoding.UTF8.GetBytes($$"""{"id":"{{text}}"}"""))).Should().Throw<JsonException>();

    [Fact]
    public void Bytes_that_are_no_UTF8_beside_an_escape_are_refused() =>
        FluentActions.Invoking(() => SessionJson.Read([.. "{\"id\":\"\\n"u8, 0xFF, .. "\"}"u8])).Should().Throw<JsonException>();

    [Fact]
    public void Space_between_the_parts_says_nothing()
    {
        var reader = new SessionJsonReader(" { \"a\" : \"1\" ,\n\t\"b\" : [ 2 , true ] } "u8);

        reader.Begin('{', "A test");
        reader.NextProperty().Should().BeTrue();
        reader.Name().Should().Be("a");
        reader.Text().Should().Be("1");
        reader.NextProperty().Should().BeTrue();
        reader.Name().Should().Be("b");
        reader.Begin('[', "A list");
        reader.NextItem().Should().BeTrue();
        reader.Number().Should().Be(2);
        reader.NextItem().Should().BeTrue();
        reader.Flag().Should().BeTrue();
        reader.NextItem().Should().BeFalse();
        reader.NextProperty().Should().BeFalse();
    }

    [Theory]
    [InlineData("\"text \\\" with } and ]\"")]
    [InlineData("-12.5e+3")]
    [InlineData("null")]
    [InlineData("{\"a\":[{},[],\"}\"],\"b\":null}")]
    [InlineData("[[[]]]")]
    public void Any_value_is_passed_over_to_its_end(string value)
    {
        var reader = new SessionJsonReader(Encoding.UTF8.GetBytes($"{value},\"next\""));

        reader.Skip().Should().Be((0, value.Length));
    }

    [Theory]
    [InlineData("fa", "fa", true)]
    [InlineData("f\\u0061", "fa", true)]
    [InlineData("fab", "fa", false)]
    [InlineData("f", "fa", false)]
    [InlineData("वाहन", "वाहन", true)]
    public void A_name_is_known_however_it_is_written(string written, string name, bool known)
    {
        var reader = new SessionJsonReader(Encoding.UTF8.GetBytes($$"""{"{{written}}":"v"}"""));
        reader.Begin('{', "A test");
        reader.NextProperty();

        reader.IsNamed(name).Should().Be(known);
        reader.Text().Should().Be("v");
    }

    private static readonly Gen<byte[]> AnyBytes = Gen.Choose(0, 255).ListOf().Select(bytes => (byte[])[.. bytes.Select(one => (byte)one)]);

    private static readonly Gen<int> Signs = Gen.OneOf(Gen.Choose(0, 255), Gen.Elements<int>([.. "{}[]\",:\\0tfnu "]));

    private static readonly Gen<(int Kind, int At, int Sign)> Hurts =
        from kind in Gen.Choose(0, 3)
        from at in Gen.Choose(0, 1_000_000)
        from sign in Signs
        select (kind, at, sign);

    /// <summary>What was written, with some bytes changed, put in, taken out, or cut off.</summary>
    private static readonly Gen<byte[]> Damaged =
        from session in AnySession.Sessions
        from hurts in Hurts.NonEmptyListOf()
        select Hurt(session, [.. hurts.Take(4)]);

    private static byte[] Hurt(Session session, IReadOnlyList<(int Kind, int At, int Sign)> hurts)
    {
        var output = new ArrayBufferWriter<byte>();
        SessionJson.Write(output, session);
        var bytes = output.WrittenSpan.ToArray().ToList();
        foreach (var (kind, where, sign) in hurts)
        {
            if (bytes.Count == 0) break;
            var at = where % bytes.Count;
            if (kind == 0) bytes[at] = (byte)sign;
            else if (kind == 1) bytes.Insert(at, (byte)sign);
            else if (kind == 2) bytes.RemoveAt(at);
            else if (where % 10 == 0) bytes.RemoveRange(at, bytes.Count - at);
        }

        return [.. bytes];
    }

    private static bool ReadsOrRefuses(byte[] bytes)
    {
        try
        {
            ReadAll(bytes);
        }
        catch (JsonException)
        {
            // That is how it is refused.
        }

        return true;
    }

    /// <summary>Reads what is only read when it is asked for as well.</summary>
    private static void ReadAll(byte[] bytes)
    {
        var session = SessionJson.Read(bytes);
        foreach (var frame in session.Frames)
        {
            _ = (frame.Id, frame.FlowHash, frame.CompletedResults.Find("state"), frame.CompletedResults.ToList());
            _ = (frame.VisitedStates.IndexOf("state"), frame.VisitedStates.ToList());
            _ = (frame.Slots.Find("userMobile"), frame.Slots.Find("x.y"), frame.Slots.With("new", "1"), frame.Slots.Items.Length);
        }
    }
}
