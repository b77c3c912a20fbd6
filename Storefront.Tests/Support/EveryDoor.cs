namespace Storefront.Tests.Support;

/// <summary>The names of both doors, for theories that run a rule through each; on PostgreSQL one door is enough.</summary>
public sealed class EveryDoor : TheoryData<string>
{
    public EveryDoor()
    {
        Add("API");
        if (!SharedPostgres.IsEverywhere)
        {
            Add("browser");
        }
    }
}
