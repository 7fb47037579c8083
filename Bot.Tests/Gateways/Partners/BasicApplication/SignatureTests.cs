using System.Text;
using System.Text.Json;
using Bot.Gateways.Partners.BasicApplication;

namespace Bot.Tests.Gateways.Partners.BasicApplication;

/// <summary>The worked examples of the partner's signature; their body of 512 bytes is signed as it stands.</summary>
public sealed class SignatureTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static TheoryData<string> Names => new(Examples().Select(example => example.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_worked_example_comes_out_as_written(string name)
    {
        var example = Examples().Single(candidate => candidate.Name == name);
        var body = Encoding.UTF8.GetBytes(example.Body);

        BasicApplicationSignature.Normalise(new Uri(example.Url)).Should().Be(example.Normalised);
        BasicApplicationSignature.Md5(body).Should().Be(example.Md5);
        BasicApplicationSignature.Of("user-123", "secret-key-456", 1752192000, example.Method, new Uri(example.Url), "6f9619ff-8b86-d011-b42d-00cf4fc964ff", body).Should().Be(example.Signature);
    }

    private static List<Example> Examples() =>
        JsonSerializer.Deserialize<List<Example>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Gateways", "Partners", "BasicApplication", "signatures.json")), Json)!;

    private sealed record Example(string Name, string Method, string Url, string Body, string Normalised, string Md5, string Signature);
}
