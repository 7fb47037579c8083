using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Bot.Engine.Abstractions;

namespace Bot.Storage.Sql;

/// <summary>Messages in the outbox as JSON, each with its <c>kind</c>, and the lines of the transcript.</summary>
internal static class OutboxJson
{
    private static readonly (string Kind, Type Type)[] Kinds =
    [
        ("text", typeof(TextMessage)), ("contactRequest", typeof(ContactRequestMessage)), ("buttons", typeof(ButtonsMessage)), ("list", typeof(ListMessage)),
        ("image", typeof(ImageMessage)), ("document", typeof(DocumentMessage)), ("template", typeof(TemplateMessage)),
    ];

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = OutboxJsonContext.Default.WithAddedModifier(NameKinds),
    };

    private static readonly JsonTypeInfo<OutboundMessage> MessageType = (JsonTypeInfo<OutboundMessage>)Options.GetTypeInfo(typeof(OutboundMessage));
    private static readonly JsonTypeInfo<ImmutableArray<TranscriptLine>> LinesType =
        (JsonTypeInfo<ImmutableArray<TranscriptLine>>)Options.GetTypeInfo(typeof(ImmutableArray<TranscriptLine>));

    public static byte[] Write(OutboundMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, MessageType);

    public static OutboundMessage Read(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, MessageType) ?? throw new JsonException("A message is expected here, not null.");

    public static byte[] Write(ImmutableArray<TranscriptLine> lines) => JsonSerializer.SerializeToUtf8Bytes(lines, LinesType);

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
[JsonSerializable(typeof(ButtonsMessage))]
[JsonSerializable(typeof(ListMessage))]
[JsonSerializable(typeof(ImageMessage))]
[JsonSerializable(typeof(DocumentMessage))]
[JsonSerializable(typeof(TemplateMessage))]
[JsonSerializable(typeof(ImmutableArray<TranscriptLine>))]
internal sealed partial class OutboxJsonContext : JsonSerializerContext;
