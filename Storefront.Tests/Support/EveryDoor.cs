namespace Storefront.Tests.Support;

/// <summary>The names of both doors, for theories that run a rule through each.</summary>
public sealed class EveryDoor : TheoryData<string>
{
    public EveryDoor()
    {
        Add("API");
        Add("browser");
    }
}
