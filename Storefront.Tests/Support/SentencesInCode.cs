using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Extensions.Localization;

namespace Storefront.Tests.Support;

/// <summary>Finds every sentence of the program where the compiler put it: the text constants of each method that looks a text up or
/// creates a <see cref="Sentence"/>.</summary>
/// <remarks>It reads the compiled program, so no way of writing a sentence is missed. Codes, field names and markup are in the same
/// methods; a sentence begins with a capital or a placeholder.</remarks>
internal static class SentencesInCode
{
    /// <summary>Each sentence, and the types that use it.</summary>
    public static ILookup<string, string> All { get; } = typeof(Program).Assembly.GetTypes()
        .SelectMany(MethodCode.MethodsOf)
        .SelectMany(Said)
        .ToLookup(said => said.Sentence, said => said.By);

    private static IEnumerable<(string Sentence, string By)> Said(MethodBase method)
    {
        var (texts, calls) = Read(method);
        return calls.Any(MakesSentence) ? texts.Where(LooksLikeSentence).Select(text => (text, Outermost(method.DeclaringType!).Name)) : [];
    }

    private static bool MakesSentence(MethodBase called) =>
        called.DeclaringType == typeof(Sentence) && (called.IsConstructor || called.Name == "op_Implicit")
        || (called.Name == "get_Item" && typeof(IStringLocalizer).IsAssignableFrom(called.DeclaringType));

    private static bool LooksLikeSentence(string text) =>
        text.Length > 1 && (char.IsUpper(text[0]) || text.StartsWith("{0}", StringComparison.Ordinal)) && !text.Contains('\n');

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static (List<string> Texts, List<MethodBase> Calls) Read(MethodBase method)
    {
        var (texts, calls) = (new List<string>(), new List<MethodBase>());
        var draws = method.Name.Contains("BuildRenderTree", StringComparison.Ordinal);
        var afterNumber = false;
        foreach (var (opCode, token) in MethodCode.InstructionsOf(method))
        {
            // In Blazor's generated code, a text after a number is the name or the markup of a numbered frame.
            if (opCode.OperandType == OperandType.InlineString && !(draws && afterNumber))
            {
                texts.Add(method.Module.ResolveString(token));
            }
            else if (MethodCode.MemberOf(method, opCode, token) is MethodBase called)
            {
                calls.Add(called);
            }

            afterNumber = opCode.Name!.StartsWith("ldc.i4", StringComparison.Ordinal);
        }

        return (texts, calls);
    }
}
