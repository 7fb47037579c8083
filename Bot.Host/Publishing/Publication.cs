using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Host.Publishing;

/// <summary>Which version of the flows is in use, and what becomes of people on others: the one record that a publication changes.</summary>
/// <param name="Number">From 1, one more with each publication.</param>
/// <param name="Live">The version on which conversations begin, and to which people on others are moved.</param>
/// <param name="Base">The version that sessions without one are on: the first that was in use.</param>
/// <param name="Before">The version that was live before; 0 for none.</param>
/// <param name="By">Who made its plan.</param>
/// <param name="ApprovedBy">Who carried it out.</param>
/// <param name="Plan">Id of its plan; empty for the first.</param>
/// <param name="Drained">Flows whose runs end on the version that they began on.</param>
/// <param name="Canary">A version that a share of new conversations begins on; null for none.</param>
internal sealed record Publication(int Number, int Live, int Base, int Before, DateTimeOffset At, string By, string ApprovedBy, string Plan,
    IReadOnlyList<DrainedFlow> Drained, Canary? Canary)
{
    /// <summary>Name of the record kind.</summary>
    public const string Kind = "flowPublication";

    /// <summary>The one key.</summary>
    public const string Key = "live";

    /// <summary>Versions that conversations begin on.</summary>
    public bool IsInUse(int version) => version == Live || version == Canary?.Version;

    public bool Drains(int version, string flow) => Drained.Contains(new(version, flow)) || Drained.Contains(new(version, DrainedFlow.All));

    /// <summary>The version that a session is on.</summary>
    /// <param name="noted">As it stands in the session; 0 for none.</param>
    public int VersionOf(int noted) => noted == 0 ? Base : noted;

    /// <summary>On which version a new conversation begins: by its key alone, so that a person does not come to another one each time.</summary>
    public int BeginsOn(string conversation) => Canary is { } canary && ShareOf(conversation, canary.Version) < canary.Share ? canary.Version : Live;

    public static Publication Read(StoredRecord stored) => JsonSerializer.Deserialize(stored.Body, PublishingJson.Default.Publication)!;

    /// <param name="version">Of the record that is there; 0 for none.</param>
    public RecordChange Change(long version) => new(Kind, Key, version, JsonSerializer.Serialize(this, PublishingJson.Default.Publication));

    /// <summary>From 0 to 99.</summary>
    private static int ShareOf(string conversation, int version)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{version}:{conversation}"));
        return (int)(BitConverter.ToUInt32(hash) % 100);
    }
}

/// <param name="Flow">Its name; <see cref="All"/> for all flows of the version.</param>
internal sealed record DrainedFlow(int Version, string Flow)
{
    public const string All = "all";
}

/// <param name="Share">Of new conversations, in percent, 1 to 100.</param>
internal sealed record Canary(int Version, int Share);
