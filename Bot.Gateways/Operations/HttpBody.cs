using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Engine.Values;

namespace Bot.Gateways.Operations;

/// <summary>The body of a request. Values are put into fields, so that none can begin another field.</summary>
internal abstract record HttpBody
{
    public abstract string MimeType { get; }

    public abstract IEnumerable<RequestTemplate> Templates { get; }

    public abstract string Write(RecordValue values);

    /// <summary><c>application/json</c>.</summary>
    public sealed record Json(JsonShape Shape) : HttpBody
    {
        public override string MimeType => "application/json";

        public override IEnumerable<RequestTemplate> Templates => Shape.Templates;

        public override string Write(RecordValue values) => Shape.Write(values)?.ToJsonString() ?? "null";
    }

    /// <summary><c>application/x-www-form-urlencoded</c>.</summary>
    public sealed record Form(ImmutableArray<(string Name, RequestTemplate Text)> Fields) : HttpBody
    {
        public override string MimeType => "application/x-www-form-urlencoded";

        public override IEnumerable<RequestTemplate> Templates => Fields.Select(part => part.Text);

        public override string Write(RecordValue values) =>
            string.Join('&', Fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Text.Render(values))}"));
    }
}

/// <summary>JSON with templates in the place of its texts.</summary>
internal abstract record JsonShape
{
    public abstract IEnumerable<RequestTemplate> Templates { get; }

    /// <summary>Null where the field is left out.</summary>
    public abstract JsonNode? Write(RecordValue values);

    /// <param name="Optional">A path that the text shows and nothing else: the field is left out where it is not set. Null for other texts.</param>
    public sealed record Text(RequestTemplate Template, string? Optional) : JsonShape
    {
        public override IEnumerable<RequestTemplate> Templates => [Template];

        public override JsonNode? Write(RecordValue values) =>
            Optional is { } path && !HttpValues.Has(values, path) ? null : JsonValue.Create(Template.Render(values));
    }

    /// <summary>A number in the text of a value; where it is none, the field is a text.</summary>
    public sealed record Number(RequestTemplate Template) : JsonShape
    {
        public override IEnumerable<RequestTemplate> Templates => [Template];

        public override JsonNode? Write(RecordValue values)
        {
            var text = Template.Render(values);
            return text.Length == 0 ? null
                : decimal.TryParse(text, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var number)
                ? JsonValue.Create(number)
                : throw new FormatException("a value that is to be a number is none");
        }
    }

    /// <summary>What always stands there.</summary>
    public sealed record Fixed(string Json) : JsonShape
    {
        public override IEnumerable<RequestTemplate> Templates => [];

        public override JsonNode? Write(RecordValue values) => JsonNode.Parse(Json);
    }

    public sealed record Fields(ImmutableArray<(string Name, JsonShape Shape)> All) : JsonShape
    {
        public override IEnumerable<RequestTemplate> Templates => All.SelectMany(part => part.Shape.Templates);

        public override JsonNode Write(RecordValue values)
        {
            var written = new JsonObject();
            foreach (var (name, shape) in All)
            {
                if (shape.Write(values) is { } node) written[name] = node;
            }

            return written;
        }
    }

    public sealed record Items(ImmutableArray<JsonShape> All) : JsonShape
    {
        public override IEnumerable<RequestTemplate> Templates => All.SelectMany(item => item.Templates);

        public override JsonNode Write(RecordValue values) => new JsonArray([.. All.Select(item => item.Write(values))]);
    }
}
