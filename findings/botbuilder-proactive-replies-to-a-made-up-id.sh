#!/usr/bin/env bash
# Package:   Microsoft.Bot.Builder 4.23.1, NuGet; documentation: https://learn.microsoft.com/azure/bot-service/bot-builder-howto-proactive-message
# Expected:  a proactive message to a conversation reference without an activity id is a message of its own
# Seen:      it is a reply: replyToId is an id that the SDK has made up and no service knows
# For us:    Bot.Gateways/Channels/BotFramework/ActivitySender.cs takes the id away before the send; docs/decisions/0020
# Checked:   2026-11-29, .NET 10, Linux
set -euo pipefail
command -v dotnet > /dev/null || { echo "no SDK"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# AdaptiveCards, which the package names, is not served everywhere; nothing of it is called here.
dotnet new classlib -o AdaptiveCards > install.log 2>&1 || { tail -3 install.log; exit 2; }
sed -i 's|<PropertyGroup>|<PropertyGroup><Version>9.9.9</Version>|' AdaptiveCards/AdaptiveCards.csproj
{ dotnet new console -o tried && cd tried && dotnet add reference ../AdaptiveCards && dotnet add package Microsoft.Bot.Builder --version 4.23.1; } >> install.log 2>&1 || { tail -3 "$work/install.log"; exit 2; }
cat > Program.cs <<'CS'
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

var reference = new ConversationReference { ServiceUrl = "https://service.example.com", ChannelId = "test", Conversation = new(id: "c1"), User = new("u1"), Bot = new("b1") };
var adapter = new TestAdapter(reference);
await adapter.ContinueConversationAsync("app", reference, async (turn, cancel) => await turn.SendActivityAsync(MessageFactory.Text("hello"), cancel), default);
var sent = (Activity)adapter.GetNextReply();
Console.WriteLine("version:  Microsoft.Bot.Builder 4.23.1");
Console.WriteLine("expected: replyToId is empty");
Console.WriteLine($"seen:     replyToId is '{sent.ReplyToId}'");
return string.IsNullOrEmpty(sent.ReplyToId) ? 1 : 0;

static class MessageFactory { public static Activity Text(string text) => new() { Type = "message", Text = text }; }
CS
dotnet run 2> run.log || { code=$?; tail -3 run.log; exit $(( code == 1 ? 1 : 2 )); }
