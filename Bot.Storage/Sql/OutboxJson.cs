using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Bot.Engine.Abstractions;

namespace Bot.Storage.Sql;

/// <summary>Messages in the outbox as JSON, each with its <c>kind</c>, and the lines of transcripts of earlier builds.</summary>
internal static class OutboxJson
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>Most messages are texts: they are written and read by hand, the same bytes.</summary>
    private static ReadOnlySpan<byte> TextHead => "{\"kind\":\"text\",\"body\":"u8;

    private static readonly (string Kind, Type Type)[] Kinds =
    [
        ("text", typeof(TextMessage)), ("contactRequest", typeof(ContactRequestMessage)),
        ("locationRequest", typeof(LocationRequestMessage)), ("buttons", typeof(ButtonsMessage)), ("list", typeof(ListMessage)),
        ("image", typeof(ImageMessage)), ("document", typeof(DocumentMessage)), ("video", typeof(VideoMessage)),
        ("location", typeof(LocationMessage)), ("link", typeof(LinkMessage)), ("template", typeof(TemplateMessage)),
    ];

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = OutboxJsonContext.Default.WithAddedModifier(NameKinds),
    };

    private static readonly JsonTypeInfo<OutboundMessage> MessageType = (JsonTypeInfo<OutboundMessage>)Options.GetTypeInfo(typeof(OutboundMessage));
    private static readonly JsonTypeInfo<ImmutableArray<TranscriptLine>> LinesType =
        (JsonTypeInfo<ImmutableArray<TranscriptLine>>)Options.GetTypeInfo(typeof(ImmutableArray<TranscriptLine>));

    public static byte[] Write(OutboundMessage message) =>
        message is TextMessage text ? Write(text) : JsonSerializer.SerializeToUtf8Bytes(message, MessageType);

    public static OutboundMessage Read(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.StartsWith(TextHead)) return JsonSerializer.Deserialize(utf8, MessageType) ?? throw new JsonException("A message is expected here, not null.");

        var reader = new Utf8JsonReader(utf8[TextHead.Length..]);
        reader.Read();
        return new TextMessage(reader.GetString() ?? throw new JsonException("A text message needs its text."));
    }

    public static ImmutableArray<TranscriptLine> ReadLines(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, LinesType);

    /// <summary>The word for a message's kind: <c>text</c>, <c>buttons</c>, ...</summary>
    public static string KindOf(OutboundMessage message)
    {
        foreach (var (kind, type) in Kinds)
        {
            if (type == message.GetType())
                return kind;
        }

        throw new ArgumentException($"{message.GetType().Name} has no kind in the outbox.", nameof(message));
    }

    private static byte[] Write(TextMessage text)
    {
        var buffer = _buffer ??= new(1024);
        buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "text"u8);
        writer.WriteString("body"u8, text.Body);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    // The messages are the engine's and know nothing of JSON, so their kinds are named here rather than by attributes on them.
    private static void NameKinds(JsonTypeInfo type)
    {
        if (type.Type != typeof(OutboundMessage)) return;
        type.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "kind" };
        foreach (var (kind, derived) in Kinds) type.PolymorphismOptions.DerivedTypes.Add(new(derived, kind));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OutboundMessage))]
[JsonSerializable(typeof(TextMessage))]
[JsonSerializable(typeof(ContactRequestMessage))]
[JsonSerializable(typeof(LocationRequestMessage))]
[JsonSerializable(typeof(ButtonsMessage))]
[JsonSerializable(typeof(ListMessage))]
[JsonSerializable(typeof(ImageMessage))]
[JsonSerializable(typeof(DocumentMessage))]
[JsonSerializable(typeof(VideoMessage))]
[JsonSerializable(typeof(LocationMessage))]
[JsonSerializable(typeof(LinkMessage))]
[JsonSerializable(typeof(TemplateMessage))]
[JsonSerializable(typeof(ImmutableArray<TranscriptLine>))]
internal sealed partial class OutboxJsonContext : JsonSerializerContext;
