namespace Bot.Tests.Support;

/// <summary>A small flow with a call of its own: size, price by <c>shop.price</c>, colour.</summary>
internal static class ShopFlow
{
    /// <summary>Its <c>operations.yaml</c>.</summary>
    public const string Operations = """
        shop.price:
          takes: [size]
          url: https://shop.example/prices/{{ size }}
          outcomes:
            found: { status: 200, result: { price: $.price }, example: { price: 100 } }
        """;

    private const string Shop = """
        flow: shop
        start: size
        expire: { after: 24h, next: done }
        slots:
          size: choice
          price: value
          colour: description
        states:
          size: { choose: size, options: [small, large], next: price }
          price:
            call: shop.price
            with: { size }
            on:
              found: { set: { price: result.price }, next: told }
              unavailable: gone
          told: { say: told, next: colour }
          colour: { ask: colour, next: done }
          gone: { say: gone, next: done }
          done:
            end:
        """;

    private const string Said = """
        language: {0}
        entry: [{1}]
        messages:
          size: Which size?
          told: It costs {{ price }}.
          colour: Which colour?
          gone: Nothing is known.
        options: { size: { small: Small, large: Large } }
        fields: { size: Size, colour: Colour }
        """;

    /// <param name="languages">As they are written: <c>[en, hi]</c>.</param>
    public static string Flow(string languages) => Shop.Replace("flow: shop\n", $"flow: shop\nlanguages: {languages}\n", StringComparison.Ordinal);

    /// <summary>Its messages, the same words in every language.</summary>
    /// <param name="entry">The word that opens it.</param>
    public static string Words(string language, string entry) =>
        Said.Replace("{0}", language, StringComparison.Ordinal).Replace("{1}", entry, StringComparison.Ordinal);
}
