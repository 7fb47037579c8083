using System.Buffers;
using System.Text;
using System.Text.Json;
using Bot.Engine.Serialization;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Engine.Serialization;

public sealed class SessionJsonWriterTests
{
    [Fact]
    public void Any_text_comes_back_as_it_was_and_is_JSON_to_everybody() => Prop.ForAll(Arb.From(AnySession.Texts), text =>
    {
        var json = Written((ref SessionJsonWriter pen) => pen.Text(text));
        var read = new SessionJsonReader(json).Text();
        return read == text && JsonSerializer.Deserialize<string>(json) == text;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Any_number_comes_back_as_it_was() => Prop.ForAll<int>(number =>
        new SessionJsonReader(Written((ref SessionJsonWriter pen) =>
        {
            pen.Begin('{');
            pen.Number("n"u8, number);
            pen.End('}');
        }), "{\"n\":".Length).Number() == number).QuickCheckThrowOnFailure();

    [Fact]
    public void Texts_longer_than_its_room_come_back_whole()
    {
        var plain = new[] { 0, 1, 4094, 4095, 4096, 4097, 10_000 }.Select(length => new string('x', length));
        var parts = plain.Append(string.Concat(Enumerable.Repeat("टैग 🚗 \"", 3000))).ToList();
        var json = Written((ref SessionJsonWriter pen) =>
        {
            pen.Begin('[');
            foreach (var part in parts) pen.Text(part);
            pen.End(']');
        });

        JsonSerializer.Deserialize<string[]>(json).Should().Equal(parts);
    }

    [Fact]
    public void Commas_stand_between_values_and_nowhere_else() => Encoding.UTF8.GetString(Written((ref SessionJsonWriter pen) =>
    {
        pen.Begin('{');
        pen.Text("a"u8, "1");
        pen.Name("b"u8);
        pen.Begin('[');
        pen.Begin('{');
        pen.End('}');
        pen.Begin('[');
        pen.End(']');
        pen.Text("2");
        pen.Raw("\"3\",\"4\""u8);
        pen.End(']');
        pen.Flag("c"u8, false);
        pen.Name("d e");
        pen.Text("");
        pen.Number("f"u8, int.MinValue);
        pen.End('}');
    })).Should().Be("""{"a":"1","b":[{},[],"2","3","4"],"c":false,"d e":"","f":-2147483648}""");

    [Fact]
    public void What_could_not_be_read_again_for_its_depth_is_not_written()
    {
        var deepest = Written((ref SessionJsonWriter pen) => Nest(ref pen, SessionJsonWriter.DepthLimit));
        deepest.Should().HaveCount(2 * SessionJsonWriter.DepthLimit);

        var deeper = () => Written((ref SessionJsonWriter pen) => Nest(ref pen, SessionJsonWriter.DepthLimit + 1));
        deeper.Should().Throw<InvalidOperationException>();
    }

    private delegate void Writing(ref SessionJsonWriter pen);

    private static void Nest(ref SessionJsonWriter pen, int depth)
    {
        for (var level = 0; level < depth; level++) pen.Begin('[');
        for (var level = 0; level < depth; level++) pen.End(']');
    }

    private static byte[] Written(Writing write)
    {
        var output = new ArrayBufferWriter<byte>();
        var pen = new SessionJsonWriter(output);
        write(ref pen);
        pen.Done();
        return output.WrittenSpan.ToArray();
    }
}
