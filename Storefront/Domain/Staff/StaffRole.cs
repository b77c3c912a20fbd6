namespace Storefront.Domain.Staff;

/// <summary>What a member may do at a merchant.</summary>
public enum StaffRole
{
    /// <summary>Reads, and changes nothing.</summary>
    Viewer = 1,

    /// <summary>Does the daily work with customers, invitations and orders, and sets brand and words.</summary>
    Manager = 2,

    /// <summary>Does everything, members and tokens included.</summary>
    Owner = 3,
}

/// <summary>The abilities that roles stand for, in the API's words.</summary>
public static class StaffRoles
{
    private static readonly AbilitySet ToRead = Named(Ability.All.Where(ability => !ability.Writes));
    private static readonly AbilitySet ToManage = Named(
        Ability.UnderEverything.Except([Ability.ManageWebhooks]).Concat([Ability.ReadShop, Ability.ManageShop]));

    /// <summary>The abilities of a role.</summary>
    public static AbilitySet AbilitiesOf(StaffRole role) => role switch
    {
        StaffRole.Owner => AbilitySet.Complete,
        StaffRole.Manager => ToManage,
        _ => ToRead,
    };

    private static AbilitySet Named(IEnumerable<Ability> abilities) => new(string.Join(',', abilities.Select(ability => ability.Name)));
}
