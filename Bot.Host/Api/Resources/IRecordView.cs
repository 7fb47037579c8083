namespace Bot.Host.Api.Resources;

/// <summary>A record by itself, as it is shown.</summary>
internal interface IRecordView
{
    /// <summary>Its id in the paths of its area.</summary>
    string RecordId { get; }
}
