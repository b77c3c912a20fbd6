namespace Storefront.Admin.Team;

/// <summary>The words for roles.</summary>
public static class TeamText
{
    public static Sentence Of(StaffRole role) => role switch
    {
        StaffRole.Owner => "Owner: everything",
        StaffRole.Manager => "Manager: daily work",
        _ => "Viewer: reads only",
    };
}
