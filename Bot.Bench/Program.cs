using Bot.Bench.Chaos;

return await ChaosCommand.RunAsync(args, Console.Out);
