using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Loading;

/// <summary>A warning is accepted in its place, with a reason; an error is not.</summary>
public sealed class AcceptedWarningsTests
{
    [Theory]
    [InlineData("  spare: text   # accepted: for the next version", 0, 1)]
    [InlineData("  # accepted: for the next version\n  spare: text", 0, 1)]
    [InlineData("  spare: text   # accepted:", 1, 0)]
    [InlineData("  # accepted: for the next version\n\n  spare: text", 1, 0)]
    [InlineData("  spare: text", 1, 0)]
    public void A_warning_with_a_reason_beside_or_above_it_is_not_told(string slot, int warnings, int accepted)
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", $"flow: menu\nstart: done\nslots:\n{slot}\nstates:\n  done:\n    end:\n"));

        var library = FlowLibrary.Load(folder.Path, "menu", [], InputTypes.BuiltIn, []);

        (library.Issues.Count, library.Accepted).Should().Be((warnings, accepted));
        library.Errors.Should().BeEmpty();
    }

    [Fact]
    public void An_error_stays_an_error()
    {
        using var folder = new FlowsFolder(("menu/flow.yaml", "flow: menu\nstart: gone   # accepted: it comes later\nstates:\n  done:\n    end:\n"));

        FlowLibrary.Load(folder.Path, "menu", [], InputTypes.BuiltIn, []).Errors.Should().NotBeEmpty();
    }
}
