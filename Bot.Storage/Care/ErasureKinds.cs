namespace Bot.Storage.Care;

/// <summary>Names of the record kinds that an erasure writes.</summary>
public static class ErasureKinds
{
    /// <summary>An erasure: who is to be erased until it is done, its receipt afterwards.</summary>
    public const string Erasure = "erasure";

    /// <summary>What the law wants kept of a record that was erased, without what names the person.</summary>
    public const string Proof = "erasureProof";
}
