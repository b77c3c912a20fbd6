using System.Reflection;
using System.Reflection.Emit;

namespace Storefront.Tests.Support;

/// <summary>Reads the compiled instructions of a method.</summary>
internal static class MethodCode
{
    /// <summary>All members that a type itself declares.</summary>
    public const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(constant => (OpCode)constant.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>The methods and constructors that a type declares.</summary>
    public static IEnumerable<MethodBase> MethodsOf(Type type) => type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared));

    /// <summary>Each instruction in order, with the metadata token of its operand; the token is valid only if the operand is one.</summary>
    public static IEnumerable<(OpCode Code, int Token)> InstructionsOf(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var opCode = OpCodesByValue[code[at] == 0xFE ? (short)((code[at] << 8) | code[at + 1]) : code[at]];
            at += opCode.Size;
            yield return (opCode, at + 4 <= code.Length ? BitConverter.ToInt32(code, at) : 0);
            at += SizeOfOperand(opCode.OperandType, code, at);
        }
    }

    /// <summary>The member that an instruction references, or null when it references none.</summary>
    public static MemberInfo? MemberOf(MethodBase method, OpCode code, int token)
    {
        var types = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var arguments = method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : null;
        return code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok
            ? method.Module.ResolveMember(token, types, arguments) : null;
    }

    private static int SizeOfOperand(OperandType type, byte[] code, int at) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
