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
        var json = Written((ref SessionJsonWriter writer) => writer.Text(text));
        var read = new SessionJsonReader(json).Text();
        return read == text && JsonSerializer.Deserialize<string>(json) == text;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Any_number_comes_back_as_it_was() => Prop.ForAll<int>(number =>
        new SessionJsonReader(Written((ref SessionJsonWriter writer) =>
        {
            writer.Begin('{');
            writer.Number("n"u8, number);
            writer.End('}');
        }), "{\"n\":".Length).Number() == number).QuickCheckThrowOnFailure();

    [Fact]
    public void Texts_longer_than_its_room_come_back_whole()
    {
        var plain = new[] { 0, 1, 4094, 4095, 4096, 4097, 10_000 }.Select(length => new string('x', length));
        var parts = plain.Append(string.Concat(Enumerable.Repeat("टैग 🚗 \"", 3000))).ToList();
        var json = Written((ref SessionJsonWriter writer) =>
        {
            writer.Begin('[');
            foreach (var part in parts) writer.Text(part);
            writer.End(']');
        });

        JsonSerializer.Deserialize<string[]>(json).Should().Equal(parts);
    }

    [Fact]
    public void Commas_stand_between_values_and_nowhere_else() => Encoding.UTF8.GetString(Written((ref SessionJsonWriter writer) =>
    {
        writer.Begin('{');
        writer.Text("a"u8, "1");
        writer.Name("b"u8);
        writer.Begin('[');
        writer.Begin('{');
        writer.End('}');
        writer.Begin('[');
        writer.End(']');
        writer.Text("2");
        writer.Raw("\"3\",\"4\""u8);
        writer.End(']');
        writer.Flag("c"u8, false);
        writer.Name("d e");
        writer.Text("");
        writer.Number("f"u8, int.MinValue);
        writer.End('}');
    })).Should().Be("""{"a":"1","b":[{},[],"2","3","4"],"c":false,"d e":"","f":-2147483648}""");

    [Fact]
    public void What_could_not_be_read_again_for_its_depth_is_not_written()
    {
        var deepest = Written((ref SessionJsonWriter writer) => Nest(ref writer, SessionJsonWriter.DepthLimit));
        deepest.Should().HaveCount(2 * SessionJsonWriter.DepthLimit);

        var deeper = () => Written((ref SessionJsonWriter writer) => Nest(ref writer, SessionJsonWriter.DepthLimit + 1));
        deeper.Should().Throw<InvalidOperationException>();
    }

    private delegate void Writing(ref SessionJsonWriter writer);

    private static void Nest(ref SessionJsonWriter writer, int depth)
    {
        for (var level = 0; level < depth; level++) writer.Begin('[');
        for (var level = 0; level < depth; level++) writer.End(']');
    }

    private static byte[] Written(Writing write)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new SessionJsonWriter(output);
        write(ref writer);
        writer.Done();
        return output.WrittenSpan.ToArray();
    }
}
