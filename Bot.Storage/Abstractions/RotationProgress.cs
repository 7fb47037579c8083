namespace Bot.Storage.Abstractions;

/// <summary>How far a change of <c>SECRET_KEY</c> is in a database.</summary>
/// <param name="IsRunning">A run is on its way, or was stopped and goes on where it was.</param>
/// <param name="Keys">Keys that have sealed something in it.</param>
/// <param name="Pass">Of the run, from 1; 0 for none.</param>
/// <param name="Table">The table that is looked at; empty for none.</param>
/// <param name="Done">Sealed columns that this pass has gone through.</param>
/// <param name="Tables">Of so many.</param>
/// <param name="Sealed">Rows that this pass sealed anew.</param>
/// <param name="Unreadable">Rows that this pass could not open.</param>
public sealed record RotationProgress(bool IsRunning, int Keys, int Pass, string Table, int Done, int Tables, long Sealed, long Unreadable);
