
namespace Storefront.Tests.Features.Accounts.Email;

public sealed partial class ChangeEmailTests
{
    [Theory, MemberData(nameof(Doors))]
    public async Task A_sixth_attempt_is_refused_even_with_the_correct_code(string name)
    {
        var session = await SignedInAsync(name, $"tries-{name}@example.com");
        var code = await AskedAsync(name, session, $"tries-new-{name}@example.com");
        for (var i = 0; i < EmailChange.MaxTries; i++)
        {
            Assert.NotNull((await EnterAsync(name, session, Other(code))).Error("token"));
        }

        var late = await EnterAsync(name, session, code);

        Assert.Contains("Too many", late.Error("token"), StringComparison.Ordinal);
        Assert.NotNull(await platform.Aurora.FindCustomerAsync($"tries-{name}@example.com"));
        Assert.True(await Open(name).IsSignedInAsync(session));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task Text_that_is_no_code_is_not_counted(string name)
    {
        var session = await SignedInAsync(name, $"typo-{name}@example.com");
        var code = await AskedAsync(name, session, $"typo-new-{name}@example.com");
        for (var i = 0; i <= EmailChange.MaxTries; i++)
        {
            Assert.NotNull((await EnterAsync(name, session, "12345")).Error("token"));
        }

        Assert.True((await EnterAsync(name, session, code)).IsDone);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_newer_code_replaces_the_older(string name)
    {
        var session = await SignedInAsync(name, $"newer-{name}@example.com");
        var older = await AskedAsync(name, session, $"newer-a-{name}@example.com");
        var newer = await AskedAsync(name, session, $"newer-b-{name}@example.com");

        // One in a million runs mails the same digits twice.
        if (older != newer)
        {
            Assert.NotNull((await EnterAsync(name, session, older)).Error("token"));
        }

        Assert.True((await EnterAsync(name, session, newer)).IsDone);
        Assert.NotNull(await platform.Aurora.FindCustomerAsync($"newer-b-{name}@example.com"));
    }
}
