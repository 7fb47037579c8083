namespace Bot.Sandbox.Shauryapay;

/// <summary>An agent with a wallet and tags to issue.</summary>
internal sealed class ShauryapayAgent(string id, string mobile)
{
    private readonly List<ShauryapayTag> _tags = [];

    public string Id => id;

    public string Mobile => mobile;

    public string Name { get; set; } = "";

    /// <summary>In rupees.</summary>
    public decimal Wallet { get; set; }

    public IReadOnlyList<ShauryapayTag> Tags => _tags;

    public int Unused => _tags.Count(tag => !tag.Used);

    public void Give(string barcode)
    {
        if (_tags.All(tag => tag.Barcode != barcode)) _tags.Add(new(barcode));
    }

    /// <summary>An unused tag of this agent, with or without hyphens; null when there is none.</summary>
    public ShauryapayTag? Find(string barcode) => _tags.FirstOrDefault(tag => !tag.Used && Plain(tag.Barcode) == Plain(barcode));

    private static string Plain(string barcode) => barcode.Replace("-", "", StringComparison.Ordinal);
}

internal sealed class ShauryapayTag(string barcode)
{
    public string Barcode => barcode;

    public bool Used { get; set; }
}
