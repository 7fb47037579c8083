namespace Bot.Templates.Fitting;

/// <summary>
/// What one message may hold, in characters. Source: Meta's Cloud API message reference; where its pages differ (list bodies: 4096 or 1024) the smaller figure.
/// </summary>
internal static class WhatsAppLimits
{
    public const int Text = 4096;
    public const int InteractiveBody = 1024;
    public const int Buttons = 3;
    public const int ButtonTitle = 20;
    public const int ButtonId = 256;
    public const int Rows = 10;
    public const int RowTitle = 24;
    public const int RowDescription = 72;
    public const int RowId = 200;
    public const int OpenLabel = 20;
    public const int TemplateParameter = 1024;
    public const int Caption = 1024;
    public const int Header = 60;
    public const int Footer = 60;
    public const int LinkLabel = 20;
    public const int WebAddress = 2000;
    public const int FileName = 240;
    public const int TemplateButtons = 10;
    public const int Payload = 128;
}
