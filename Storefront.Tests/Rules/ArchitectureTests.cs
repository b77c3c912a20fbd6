using System.Text.RegularExpressions;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>Architecture rules that the compiler does not check (ADR 0001): the direction of references, and what may be named
/// where.</summary>
public sealed partial class ArchitectureTests
{
    // The admin and the shoppers' shell stand beside each other.
    private static readonly string[][] Layers = [["Domain"], ["Platform"], ["Features"], ["Components", "Admin"]];
    // HostedService and Handler are words of the framework, and welcome where its contract is one.
    private static readonly string[] Unwanted = ["Helper", "Helpers", "Util", "Utils", "Utilities", "Common", "Base", "Impl", "Dto", "Manager"];

    [Fact]
    public void References_point_downwards() => AssertNone(
        from source in Sources.All
        where LevelOf(source.Layer) >= 0
        from name in Sources.NamePattern().Matches(source.Code)
        let other = name.Groups["layer"].Value
        where LevelOf(other) > LevelOf(source.Layer) || (LevelOf(other) == LevelOf(source.Layer) && other != source.Layer)
        select $"{source.Path} names {name.Value}");

    [Fact]
    public void Features_do_not_reference_each_other() => AssertNone(
        from source in Sources.All
        where source.Layer == "Features"
        from name in Sources.NamePattern().Matches(source.Code)
        where name.Groups["layer"].Value == "Features" && name.Groups["part"].Value != source.Part
        select $"{source.Path} names {name.Value}");

    [Fact]
    public void The_domain_references_neither_web_nor_database() =>
        AssertNone(Naming(source => source.Layer == "Domain", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore.Http", "HttpContext"));

    [Fact]
    public void No_door_touches_the_database() => AssertNone(Naming(
        source => source.Path.EndsWith(".razor", StringComparison.Ordinal) || source.Path.EndsWith("Endpoint.cs", StringComparison.Ordinal)
            || source.Path.EndsWith("Endpoints.cs", StringComparison.Ordinal),
        "StorefrontDb", "DbContext", "EntityFrameworkCore", "Platform.Persistence"));

    [Fact]
    public void No_operation_references_the_web()
    {
        var operations = Operations().ToHashSet();
        AssertNone(Naming(operations.Contains, "HttpContext", "HttpRequest", "StatusCodes", "IResult", "NavigationManager"));
    }

    [Fact]
    public void Filters_are_lifted_by_name_and_only_in_Platform() => AssertNone(
        from source in Sources.All
        from Match call in FilterPattern().Matches(source.Code)
        where source.Layer != "Platform" || call.Groups["arguments"].Value != "[StorefrontDb.TenantFilter]"
        select $"{source.Path}: {call.Value}");

    [Fact]
    public void Only_tenancy_reads_the_host() => AssertNone(
        Naming(
            source => source is not { Layer: "Platform", Part: "Tenancy" }, "Request.Host", "Headers.Host", "GetDisplayUrl", "GetEncodedUrl",
            "X-Forwarded-Host"));

    /// <remarks>A page on a circuit navigates by it; what it knows of the host comes from the browser, and is nobody's business.</remarks>
    [Fact]
    public void Only_pages_of_the_admin_navigate_and_none_asks_for_the_host() => AssertNone(
        Naming(source => source is not ({ Layer: "Platform", Part: "Tenancy" } or { Layer: "Admin" }), "NavigationManager")
            .Concat(Naming(source => source.Layer == "Admin", "BaseUri", "ToAbsoluteUri")));

    [Fact]
    public void Raw_statements_stay_in_Platform() =>
        AssertNone(Naming(
            source => source.Layer != "Platform", "SqlQuery", "FromSql", "ExecuteSql", "SqlQueryRaw", "FromSqlRaw", "ExecuteSqlRaw",
            "FromSqlInterpolated"));

    [Fact]
    public void Hand_written_statements_run_only_in_their_folder() => AssertNone(Naming(
        source => source.Part != "Persistence", "QueryStatementAsync", "WriteStatementAsync", "ExecuteStatementAsync"));

    [Fact]
    public void Only_the_context_opens_a_transaction() => AssertNone(Naming(
        source =>
            source.Part != "Persistence", "BeginTransaction", "BeginTransactionAsync", "UseTransaction", "UseTransactionAsync", "CommitTransaction"));

    [Fact]
    public void Nothing_tenant_owned_is_static_or_ambient() =>
        AssertNone(Naming(_ => true, "AsyncLocal", "ThreadStatic", "ThreadLocal", "IHttpContextAccessor"));

    [Fact]
    public void Every_operation_has_a_summary() => AssertNone(
        from source in Operations()
        from type in source.Types
        where type.IsPublic && type.Declaration.Contains("sealed class", StringComparison.Ordinal) && !type.HasSummary
        select $"{source.Path}: {type.Name}");

    [Fact]
    public void Every_public_type_of_Platform_has_a_summary() => AssertNone(
        from source in Sources.All
        where source.Layer == "Platform" && source.Path.EndsWith(".cs", StringComparison.Ordinal)
        from type in source.Types
        where type.IsPublic && !type.HasSummary
        select $"{source.Path}: {type.Name}");

    [Fact]
    public void Names_are_words_of_the_field() => AssertNone(
        from source in Sources.All
        from type in source.Types
        from part in WordPattern().Matches(type.Name).Select(match => match.Value)
        where Unwanted.Contains(part)
        select $"{source.Path}: {type.Name}");

    /// <remarks>"data" is a field of the API's envelope, so a record in it may end in that word; nothing else may.</remarks>
    [Fact]
    public void Only_records_of_the_envelopes_data_end_in_Data() => AssertNone(
        from source in Sources.All
        from type in source.Types
        where type.Name.EndsWith("Data", StringComparison.Ordinal)
            && !Sources.All.Any(other => other.Code.Contains($"Answer<{type.Name}>", StringComparison.Ordinal))
        select $"{source.Path}: {type.Name}");

    [Fact]
    public void Files_stay_short() => AssertNone(
        Sources.All.Concat(Sources.Tests).Concat(Sources.BrowserTests).Where(source => source.Lines > 220)
            .Select(source => $"{source.Path} has {source.Lines} lines"));

    [Fact]
    public void The_scans_find_what_they_check()
    {
        Assert.InRange(Sources.All.Count, 100, 5000);
        Assert.Contains(Operations(), source => source.Path == "Features/Invitations/Invite/InviteCustomer.cs");
        Assert.Contains(Sources.All.SelectMany(source => source.Types), type => type is { Name: "StorefrontDb", IsPublic: true, HasSummary: true });
        Assert.Contains(Sources.All, source => source.Code.Contains("IgnoreQueryFilters(", StringComparison.Ordinal));
        Assert.Contains(
            Sources.All,
            source => source is { Layer: "Platform", Part: "Tenancy" } && source.Code.Contains("Headers.Host", StringComparison.Ordinal));
    }

    private static IEnumerable<Source> Operations() =>
        Sources.All.Where(source => source.Layer == "Features" && source.Code.Contains(" RunAsync(", StringComparison.Ordinal)
        && source.Types.Any(type => type.IsPublic && type.Name == Path.GetFileNameWithoutExtension(source.Path)));

    private static IEnumerable<string> Naming(Func<Source, bool> where, params string[] words) =>
        from source in Sources.All
        where @where(source)
        from word in words
        where Word(word).IsMatch(source.Code)
        select $"{source.Path} names {word}";

    private static int LevelOf(string layer) => Array.FindIndex(Layers, level => level.Contains(layer));

    private static Regex Word(string word) => new($@"(?<!\w){Regex.Escape(word)}(?!\w)");

    private static void AssertNone(IEnumerable<string> offenders) => Assert.Equal([], offenders.Distinct());

    [GeneratedRegex(@"IgnoreQueryFilters(<[^>]*>)?\((?<arguments>[^)]*)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex FilterPattern();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex WordPattern();
}
