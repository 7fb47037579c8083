using System.Text.Json.Serialization;

namespace Bot.Products.Fastag;

/// <summary>A person who registers vehicles and hands out tags.</summary>
public sealed record Agent
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Canonical: <c>+91</c> and 10 digits. No two agents share one.</summary>
    public required string Mobile { get; init; }

    /// <summary>What the issuing partner knows them by; empty until they were heard of there.</summary>
    public string PartnerId { get; init; } = "";

    /// <summary>Rupees, as last told by the partner or set by hand.</summary>
    public decimal WalletBalance { get; init; }

    /// <summary>Tags they may still hand out; never below zero.</summary>
    public int FastagsLeft { get; init; }

    public AgentStatus Status { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Kept for its history and shown no more; null while it stands.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>One tag fewer; null when none is left.</summary>
    public Agent? HandOut(DateTimeOffset now) => FastagsLeft > 0 ? this with { FastagsLeft = FastagsLeft - 1, UpdatedAt = now } : null;
}

[JsonConverter(typeof(JsonStringEnumConverter<AgentStatus>))]
public enum AgentStatus { Active, Inactive }
