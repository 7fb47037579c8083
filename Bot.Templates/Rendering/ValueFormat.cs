namespace Bot.Templates.Rendering;

/// <summary>How a value is written.</summary>
internal enum ValueFormat
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary><c>5000000.00</c> as <c>50,00,000</c>.</summary>
    Money,

    /// <summary><c>1990-06-15</c> as <c>15-06-1990</c>.</summary>
    Date,

    /// <summary><c>+919876543210</c> as <c>9876543210</c>.</summary>
    Mobile,

    /// <summary>An option's value as its label in the reader's language.</summary>
    Label,
}
