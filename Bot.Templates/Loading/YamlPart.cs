using System.Collections.Immutable;

namespace Bot.Templates.Loading;

/// <summary>A piece of a YAML file that still knows where it stands. Lines and columns count from 1.</summary>
internal abstract record YamlPart(int Line, int Column);

/// <param name="Literal">Written as a block (<c>|</c>): its lines stand one below the other from the next line on.</param>
internal sealed record YamlText(string Text, bool Literal, int Line, int Column) : YamlPart(Line, Column);

internal sealed record YamlList(ImmutableArray<YamlPart> Items, int Line, int Column) : YamlPart(Line, Column);

internal sealed record YamlMap(ImmutableArray<YamlEntry> Entries, int Line, int Column) : YamlPart(Line, Column);

/// <summary>A key with its value; line and column are the key's.</summary>
internal sealed record YamlEntry(string Key, YamlPart Value, int Line, int Column);
