using Bot.Engine.Loading;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Loading;

public sealed class FlowGraphTests
{
    private static FlowGraph Graph => FlowGraph.Of(FlowCase.Read("Engine/Loading/Graphs/every-kind.yaml").Flows[0]);

    [Fact]
    public void A_graph_has_every_state_and_every_way()
    {
        Graph.Start.Should().Be("plan");
        Graph.Nodes.Select(node => $"{node.Kind} {node.Name} {node.Detail}".Trim()).Should().Equal("choose plan gold / silver", "set decide", "call pay bank.pay", "ask name personName", "flow visit visit", "say sorry", "end end");
        Graph.Edges.Should().Contain(new GraphEdge("plan", "decide", "answer 1", "plan is gold or silver and weekend"));
        Graph.Edges.Should().Contain(new GraphEdge("plan", "plan", "edit", ""));
        Graph.Edges.Should().Contain(new GraphEdge("pay", "pay", "outcome unavailable", ""));
        Graph.Edges.Should().Contain(new GraphEdge("name", "sorry", "tooMany", ""));
        Graph.Edges.Where(edge => edge.Trigger == "expire").Select(edge => edge.From).Should().Equal("plan", "pay", "name");
    }

    [Fact]
    public void A_drawing_is_the_same_each_time_and_as_it_was_reviewed()
    {
        var reviewed = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Engine", "Loading", "Graphs", "every-kind.mermaid.txt"));

        MermaidDrawing.Of(Graph).Should().Be(reviewed);
        MermaidDrawing.Of(Graph).Should().Be(reviewed);
    }

    [Fact]
    public void Names_cannot_break_a_drawing()
    {
        var graph = new FlowGraph("a\"b\n", "end", [new("end", "dance", "say \"hi\" <b> #1; |x|"), new("a-b", "ask", ""), new("a_b", "ask", "")], [new("end", "a-b", "an]swer", "नाम is [x]")], []);

        MermaidDrawing.Of(graph).Split('\n').Should().Equal(
            "---",
            "title: a#34;b#10;",
            "---",
            "flowchart TD",
            "  start(( ))",
            "  s_end[\"end<br/>say #34;hi#34; #60;b#62; #35;1#59; #124;x#124;\"]",
            "  s_a_2d_b[/\"a-b\"/]",
            "  s_a_5f_b[/\"a_b\"/]",
            "  start --> s_end",
            "  s_end -.->|\"an#93;swer: न#2366;म is #91;x#93;\"| s_a_2d_b",
            "");
    }
}
