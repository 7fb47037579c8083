using Bot.Host.Commands;
using Bot.Host.Settings;

OwnerOnly.Begin();
return await CommandLine.RunAsync(args, BotConfiguration.Standard, Console.In, Console.Out, Console.Error);
